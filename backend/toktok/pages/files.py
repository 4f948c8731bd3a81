"""What browsers keep for ever, because its address changes with it: scripts, style, pictures, and some of the texts."""

from __future__ import annotations

import mimetypes
import re
from http import HTTPStatus

from fastapi import Request, Response
from starlette.staticfiles import StaticFiles

from toktok.pages import rendering
from toktok.pages.catalogue import load
from toktok.pages.language import Language
from toktok.pages.rendering import STATIC
from toktok.routing import PageRouter

router = PageRouter()

_files = StaticFiles(directory=STATIC)
_FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/static/{path:path}")
async def static_file(request: Request, path: str) -> Response:
    """A script, a style sheet or a picture; addresses change with the content.

    The build leaves a smaller form beside what is worth it, for browsers that say they can read it.
    """
    accepted = "br" in re.split(r"[\s,;]+", request.headers.get("accept-encoding", ""))
    small = accepted and _is_there(f"{path}.br")
    response = await _files.get_response(f"{path}.br" if small else path, request.scope)
    if small and response.status_code == HTTPStatus.OK:
        response.headers["Content-Encoding"] = "br"
        response.headers["Content-Type"] = f"{mimetypes.guess_type(path)[0]}; charset=utf-8"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOR_EVER
    return response


def _is_there(path: str) -> bool:
    try:
        return (STATIC / path).is_file()
    except OSError:
        # Longer than names of files are.
        return False


@router.get("/texts/{tongue}/refusals.json")
def refusals(tongue: Language) -> Response:
    """What contracts refuse, in sentences of one language."""
    headers = {"Cache-Control": _FOR_EVER}
    return Response(
        rendering.refusals(load(tongue)), media_type="application/json", headers=headers
    )
