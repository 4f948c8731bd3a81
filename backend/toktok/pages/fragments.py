"""The live parts of the pages, each by itself, for a page that is open already."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from toktok.market.ranking import Order
from toktok.pages import parts
from toktok.pages.accounts import Account
from toktok.pages.rendering import page
from toktok.pages.site import serving

router = APIRouter(prefix="/fragments", include_in_schema=False)

Cursor = Annotated[str | None, Query(max_length=512)]
Search = Annotated[str, Query(max_length=48)]


@router.get("/creators")
def creators(
    request: Request, sort: Order = "reserve", q: Search = "", cursor: Cursor = None
) -> Response:
    """The table of creators."""
    with serving(request).store.read() as session:
        shown = parts.creators(session, sort=sort, q=q, cursor=cursor)
        return page(request, session, "parts/creators.html", {**shown, "query": request.url.query})


@router.get("/launches")
def launches(request: Request) -> Response:
    """Open launches."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/launches.html", parts.launches(session))


@router.get("/tape")
def tape(request: Request) -> Response:
    """The last trades."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/tape.html", parts.tape(session))


@router.get("/price/{name}")
def price(request: Request, name: str) -> Response:
    """A token's price."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/price.html", parts.head_of(session, name))


@router.get("/figures/{name}")
def figures(request: Request, name: str) -> Response:
    """A token's figures."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/figures.html", parts.head_of(session, name))


@router.get("/trades/{name}")
def trades(request: Request, name: str, cursor: Cursor = None) -> Response:
    """A token's trades."""
    with serving(request).store.read() as session:
        shown = {**parts.head_of(session, name), **parts.trades(session, name, cursor)}
        return page(request, session, "parts/trades.html", shown)


@router.get("/holders/{name}")
def holders(request: Request, name: str, cursor: Cursor = None) -> Response:
    """A token's holders."""
    with serving(request).store.read() as session:
        shown = {**parts.head_of(session, name), **parts.holders(session, name, cursor)}
        return page(request, session, "parts/holders.html", shown)


@router.get("/progress/{name}")
def progress(request: Request, name: str) -> Response:
    """How far a launch is."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/progress.html", parts.head_of(session, name))


@router.get("/contributions/{name}")
def contributions(request: Request, name: str, cursor: Cursor = None) -> Response:
    """What was put into a launch."""
    with serving(request).store.read() as session:
        shown = {**parts.head_of(session, name), **parts.contributions(session, name, cursor)}
        return page(request, session, "parts/contributions.html", shown)


@router.get("/yours/{name}/{address}")
def yours(request: Request, name: str, address: Account) -> Response:
    """What an account has in a launch."""
    with serving(request).store.read() as session:
        head = parts.head_of(session, name)
        shown = {**head, **parts.yours(session, head["c"].token, address)}
        return page(request, session, "parts/yours.html", shown)


@router.get("/totals/{address}")
def totals(request: Request, address: Account) -> Response:
    """The sums of a portfolio."""
    return _of_account(request, address, "parts/totals.html")


@router.get("/positions/{address}")
def positions(request: Request, address: Account) -> Response:
    """The positions of a portfolio."""
    return _of_account(request, address, "parts/positions.html")


@router.get("/owed/{address}")
def owed(request: Request, address: Account) -> Response:
    """What an account is owed."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/owed.html", parts.owed(session, address))


@router.get("/history/{address}")
def history(request: Request, address: Account, cursor: Cursor = None) -> Response:
    """What an account did."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/history.html", parts.history(session, address, cursor))


def _of_account(request: Request, address: Account, template: str) -> Response:
    session: Session
    with serving(request).store.read() as session:
        return page(request, session, template, parts.holdings(session, address))
