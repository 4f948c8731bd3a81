"""The market: creators that trade, open launches, the tape of trades."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from toktok.market.activity import list_activity
from toktok.market.creators import list_creators
from toktok.market.ranking import Order
from toktok.market.rows import Status
from toktok.pages.events import tape_trade
from toktok.pages.parameters import Cursor, Search, Shown
from toktok.pages.rendering import page
from toktok.pages.site import serving

router = APIRouter()

TAPE_ROWS = 12
CREATOR_ROWS = 24
LAUNCH_ROWS = 12


def creators(session: Session, *, sort: Order, q: str, cursor: str | None) -> Shown:
    """Creators that trade, in the chosen order."""
    rows = list_creators(
        session, sort=sort, status="trading", query=q, limit=CREATOR_ROWS, cursor=cursor
    )
    return {"creators": rows, "sort": sort, "q": q}


def launches(session: Session) -> Shown:
    """Launches that are open, and those only waiting to be finalized."""
    waiting: tuple[Status, Status] = ("open", "closed")
    found = [
        row
        for status in waiting
        for row in list_creators(session, sort="newest", status=status, limit=LAUNCH_ROWS).items
    ]
    return {"launches": sorted(found, key=lambda row: row.closes_at)}


def tape(session: Session) -> Shown:
    """The last trades of all creators."""
    rows = list_activity(session, kind="trade", limit=TAPE_ROWS).items
    return {"tape": [tape_trade(row) for row in rows if row.account is not None]}


@router.get("/")
def market_page(
    request: Request, sort: Order = "reserve", q: Search = "", cursor: Cursor = None
) -> Response:
    """Every creator that trades, open launches, the tape of trades."""
    with serving(request).store.read() as session:
        context = {
            **creators(session, sort=sort, q=q, cursor=cursor),
            **launches(session),
            **tape(session),
            "query": urlencode({"sort": sort, "q": q}),
            "here": "market",
        }
        return page(request, session, "market.html", context)


@router.get("/fragments/creators")
def creators_part(
    request: Request, sort: Order = "reserve", q: Search = "", cursor: Cursor = None
) -> Response:
    """The table of creators."""
    with serving(request).store.read() as session:
        shown = creators(session, sort=sort, q=q, cursor=cursor)
        return page(request, session, "parts/creators.html", {**shown, "query": request.url.query})


@router.get("/fragments/launches")
def launches_part(request: Request) -> Response:
    """Open launches."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/launches.html", launches(session))


@router.get("/fragments/tape")
def tape_part(request: Request) -> Response:
    """The last trades."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/tape.html", tape(session))
