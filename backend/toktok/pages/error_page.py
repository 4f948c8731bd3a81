"""What went wrong, as a page."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import Request, Response

from toktok.errors import ToktokError
from toktok.pages.catalogue import choose
from toktok.pages.rendering import page, respond
from toktok.pages.site import serving


def error_page(request: Request, document: dict[str, Any]) -> Response | None:
    """A problem document as a page, for browsers; None where the document itself is wanted."""
    path = request.url.path
    if path.startswith(("/v1", "/static", "/texts", "/fragments")):
        return None
    if "text/html" not in request.headers.get("accept", ""):
        return None
    text = choose(request)
    status = int(document["status"])
    others = 500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 422
    key = status if text.has(f"error.title_{status}") else others
    # What nobody expected has a sentence in every language; of the rest the problem's own words are kept.
    expected = key != 500
    context = {
        "heading": text(f"error.title_{key}"),
        "detail": str(document.get("detail", "")) if expected else text("error.detail_500"),
        "remedy": str(document.get("remedy", "")) if expected else "",
    }
    if status != 404:
        return respond(request, "error.html", context, status=status)
    context |= {"detail": text(_missing(path)), "remedy": ""}
    try:
        with serving(request).store.read() as session:
            return page(request, session, "error.html", context, status=status)
    except ToktokError:
        # Without a chain to show the page does without its frame.
        return respond(request, "error.html", context, status=status)


def _missing(path: str) -> str:
    """Which text says what was not found at `path`."""
    if path.startswith("/portfolio/"):
        return "portfolio.ask_bad"
    named = path.startswith(("/creators/", "/launches/"))
    return "error.detail_404_creator" if named else "error.detail_404"
