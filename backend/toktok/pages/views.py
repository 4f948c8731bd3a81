"""The pages, rendered on the server: readable without a script, at the indexed block."""

from __future__ import annotations

import mimetypes
import re
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.staticfiles import StaticFiles

from toktok.errors import ToktokError
from toktok.pages import (
    account,
    activity,
    crawl,
    creator,
    inbox,
    install,
    language,
    launch,
    leaderboards,
    market,
    membership,
    moment,
    moment_token,
    moments,
    operator,
    pictures,
    portfolio,
    posters,
    rendering,
    social,
    status,
    studio,
    studio_own,
    uploads_queue,
    voucher,
)
from toktok.pages.catalogue import choose, load
from toktok.pages.rendering import STATIC, page, respond
from toktok.pages.site import serving

router = APIRouter(include_in_schema=False, default_response_class=Response)
for module in (
    account,
    activity,
    crawl,
    creator,
    inbox,
    install,
    language,
    launch,
    leaderboards,
    market,
    membership,
    moment,
    moment_token,
    moments,
    operator,
    pictures,
    portfolio,
    posters,
    status,
    social,
    studio_own,
    studio,
    uploads_queue,
    voucher,
):
    router.include_router(module.router)

_files = StaticFiles(directory=STATIC)
_FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/static/{path:path}")
async def static_file(request: Request, path: str) -> Response:
    """A script, a style sheet or a picture; addresses change with the content.

    The build leaves a smaller form beside what is worth it, for browsers that say they can read it.
    """
    accepted = "br" in re.split(r"[\s,;]+", request.headers.get("accept-encoding", ""))
    small = accepted and (STATIC / f"{path}.br").is_file()
    response = await _files.get_response(f"{path}.br" if small else path, request.scope)
    if small and response.status_code == HTTPStatus.OK:
        response.headers["Content-Encoding"] = "br"
        response.headers["Content-Type"] = f"{mimetypes.guess_type(path)[0]}; charset=utf-8"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOR_EVER
    return response


@router.get("/texts/{tongue}/refusals.json")
def refusals(tongue: language.Language) -> Response:
    """What contracts refuse, in sentences of one language."""
    headers = {"Cache-Control": _FOR_EVER}
    return Response(
        rendering.refusals(load(tongue)), media_type="application/json", headers=headers
    )


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
