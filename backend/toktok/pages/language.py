"""The choice of a language: kept in a cookie, made by a plain form."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal
from urllib.parse import parse_qs

from fastapi import Request
from fastapi.responses import RedirectResponse

from toktok.pages.catalogue import COOKIE, languages
from toktok.routing import PageRouter

router = PageRouter()

Language = Literal["en", "it", "nl"]
NAMES = {"en": "English", "it": "Italiano", "nl": "Nederlands"}
_YEAR = 365 * 86_400


def tongues() -> list[tuple[str, str]]:
    """Every language there are texts in, by the name its own speakers use."""
    return [(code, NAMES[code]) for code in languages()]


@router.post("/language")
async def choose_language(request: Request) -> RedirectResponse:
    """Keep what was chosen and go back to the page it was chosen on."""
    said = parse_qs((await request.body()).decode("utf-8", "replace"))
    response = RedirectResponse(_inside(said.get("back", ["/"])[0]), HTTPStatus.SEE_OTHER)
    chosen = said.get("language", [""])[0]
    if chosen in languages():
        response.set_cookie(
            COOKIE, chosen, max_age=_YEAR, samesite="lax", secure=request.url.scheme == "https"
        )
    return response


def _inside(path: str) -> str:
    """The path, or the market where it would lead to another host."""
    plain = path.startswith("/") and path[1:2] not in ("/", "\\")
    return path if plain and path.isprintable() else "/"
