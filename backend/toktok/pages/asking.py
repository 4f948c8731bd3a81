"""Pages of an account, before one has said whose: they ask, and go there."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse

from toktok.market.values import Address
from toktok.pages.accounts import account_of
from toktok.pages.catalogue import choose
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving

Typed = Annotated[str, Query(max_length=64)]


def ask_whose(request: Request, typed: str, *, here: Literal["portfolio", "studio"]) -> Response:
    """The page `here` of the account that was typed, or of who is signed in; asks for one where there is none."""
    account = account_of(typed)
    if account is not None:
        return RedirectResponse(f"/{here}/0x{account.hex()}", 303)
    if not typed and (reader := _reader(request)) is not None:
        return RedirectResponse(f"/{here}/0x{reader.hex()}", 303)
    problem = choose(request)("portfolio.ask_bad") if typed else ""
    with serving(request).store.read() as session:
        context = {"asked": typed, "problem": problem, "here": here}
        status = 422 if problem else 200
        return page(request, session, f"{here}_ask.html", context, status=status)


def _reader(request: Request) -> Address | None:
    with serving(request).store.read() as session:
        return reader_of(request, session)
