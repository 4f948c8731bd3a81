"""The market: what drops, open launches, creators on their shelves, the tape of trades."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import Request, Response
from sqlmodel import Session

from toktok.accounts.watches import watched_creators
from toktok.market.activity import list_activity
from toktok.market.clock import now_at
from toktok.market.creators import list_creators
from toktok.market.head import read_head
from toktok.market.ranking import Order
from toktok.market.rows import CreatorRow, Status
from toktok.market.shelves import Shelf, list_shelf
from toktok.market.values import Address, Page
from toktok.moments.drops import list_drops
from toktok.moments.venue import Venue
from toktok.moments.vouchers import list_vouchers
from toktok.pages.moment_cards import cards_of, voucher_card
from toktok.pages.parameters import Cursor, Search, Shown
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving
from toktok.pages.tape import tape_trade
from toktok.routing import PageRouter

router = PageRouter()

TAPE_ROWS = 12
CREATOR_ROWS = 24
LAUNCH_ROWS = 12
DROPS = 10
VOUCHERS = 3


PageShelf = Shelf | Literal["watched"]
"""A shelf of the market, or the reader's own."""


def creators(
    session: Session,
    reader: Address | None,
    *,
    shelf: PageShelf,
    sort: Order,
    q: str,
    cursor: str | None,
) -> Shown:
    """Creators of a shelf, and what was asked for."""
    rows: Page[CreatorRow]
    if shelf != "watched":
        rows = list_shelf(
            session, shelf, sort=sort, query=q.strip(), limit=CREATOR_ROWS, cursor=cursor
        )
    elif reader is not None:
        rows = watched_creators(session, reader, q.strip())
    else:
        rows = Page((), None)
    asked: dict[str, Any] = {"shelf": shelf, "sort": sort, "q": q}
    usual = {"shelf": "trading", "sort": "reserve", "q": ""}
    chosen = {key: value for key, value in asked.items() if value != usual[key]}
    return {
        "creators": rows,
        **asked,
        "chosen": chosen,
        "cursor": cursor,
        "urlencode": urlencode,
    }


def launches(session: Session) -> Shown:
    """Launches that are open, and those only waiting to be finalized."""
    waiting: tuple[Status, Status] = ("open", "closed")
    found = [
        row
        for status in waiting
        for row in list_creators(session, sort="newest", status=status, limit=LAUNCH_ROWS).items
    ]
    return {"launches": sorted(found, key=lambda row: row.closes_at)}


def drops(session: Session, venue: Venue) -> Shown:
    """Moments that are urgent, and what waits for its first mint."""
    # An auction that ended while no block came drops nothing any more.
    rows = list_drops(session, venue, now=now_at(read_head(session)), limit=DROPS).items
    vouchers = list_vouchers(session, venue, state="unminted", limit=VOUCHERS).items
    return {"drops": [*cards_of(session, rows, venue), *map(voucher_card, vouchers)]}


def tape(session: Session) -> Shown:
    """The last trades of all creators."""
    rows = list_activity(session, kind="trade", limit=TAPE_ROWS).items
    return {"tape": [tape_trade(row) for row in rows if row.account is not None]}


@router.get("/")
def market_page(
    request: Request,
    shelf: PageShelf = "trading",
    sort: Order = "reserve",
    q: Search = "",
    cursor: Cursor = None,
) -> Response:
    """What drops, open launches, every creator, the tape of trades."""
    context = serving(request)
    with context.store.read() as session:
        shown = {
            **creators(
                session, reader_of(request, session), shelf=shelf, sort=sort, q=q, cursor=cursor
            ),
            **launches(session),
            **drops(session, context.venue(session)),
            **tape(session),
            "here": "market",
        }
        return page(request, session, "market.html", shown)


@router.get("/fragments/creators")
def creators_part(
    request: Request,
    shelf: PageShelf = "trading",
    sort: Order = "reserve",
    q: Search = "",
    cursor: Cursor = None,
) -> Response:
    """The table of creators."""
    with serving(request).store.read() as session:
        reader = reader_of(request, session)
        shown = creators(session, reader, shelf=shelf, sort=sort, q=q, cursor=cursor)
        return page(request, session, "parts/creators.html", shown)


@router.get("/fragments/launches")
def launches_part(request: Request) -> Response:
    """Open launches."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/launches.html", launches(session))


@router.get("/fragments/drops")
def drops_part(request: Request) -> Response:
    """Moments that are urgent."""
    context = serving(request)
    with context.store.read() as session:
        return page(request, session, "parts/drops.html", drops(session, context.venue(session)))


@router.get("/fragments/tape")
def tape_part(request: Request) -> Response:
    """The last trades."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/tape.html", tape(session))
