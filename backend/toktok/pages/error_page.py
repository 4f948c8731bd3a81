"""What went wrong, as a page."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import Request, Response

from toktok.errors import ToktokError
from toktok.pages.catalogue import Catalogue, choose
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
    detail = text("error.detail_500") if key == 500 else _refused(text, document)
    context = {"heading": text(f"error.title_{key}"), "detail": detail}
    if status != 404:
        return respond(request, "error.html", context, status=status)
    context["detail"] = text(_missing(path))
    try:
        with serving(request).store.read() as session:
            return page(request, session, "error.html", context, status=status)
    except ToktokError:
        # Without a chain to show the page does without its frame.
        return respond(request, "error.html", context, status=status)


def _refused(text: Catalogue, document: dict[str, Any]) -> str:
    """The sentence for a problem, by its kind and case, as scripts choose it."""
    kind = f"refusals.problem.{document['type'].partition('#')[2]}"
    key = f"{kind}.{document['case']}" if "case" in document else kind
    return text(key, **document.get("values", {})) if text.has(key) else str(document["detail"])


def _missing(path: str) -> str:
    """Which text says what was not found at `path`."""
    if path.startswith("/portfolio/"):
        return "portfolio.ask_bad"
    named = path.startswith(("/creators/", "/launches/"))
    return "error.detail_404_creator" if named else "error.detail_404"
