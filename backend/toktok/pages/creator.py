"""A creator's token: chart, trading, holders."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from toktok.market.candles import Interval, list_candles
from toktok.market.creators import creator, find_creator
from toktok.market.holders import list_holders
from toktok.market.trades import list_trades
from toktok.market.values import Address
from toktok.pages.parameters import TABLE_ROWS, Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import serving

router = APIRouter()


def head_of(session: Session, name: str) -> Shown:
    """One creator's figures."""
    row = creator(session, name)
    return {"c": row, "total_fee": row.fees.creator_bps + row.fees.fan_bps + row.fees.protocol_bps}


def chart(session: Session, token: Address, interval: Interval) -> Shown:
    """Candles for the drawn chart."""
    rows = list_candles(session, token, interval=interval, limit=120).items
    return {"candles_of": rows, "interval": interval}


def trades_shown(session: Session, name: str, cursor: str | None) -> Shown:
    """Trades of a creator's token."""
    rows = list_trades(session, find_creator(session, name), limit=TABLE_ROWS, cursor=cursor)
    return {"trades": rows}


def holders_shown(session: Session, name: str, cursor: str | None) -> Shown:
    """Holders of a creator's token, the largest first."""
    rows = list_holders(session, find_creator(session, name), limit=TABLE_ROWS, cursor=cursor)
    return {"holders": rows}


@router.get("/creators/{name}")
def creator_page(
    request: Request, name: str, trades: Cursor = None, holders: Cursor = None
) -> Response:
    """A creator's token: chart, trading, holders. Before it trades, its launch."""
    with serving(request).store.read() as session:
        head = head_of(session, name)
        row = head["c"]
        if row.status != "trading":
            return RedirectResponse(f"/launches/0x{row.token.hex()}", 303)
        context = {
            **head,
            **chart(session, row.token, "1h"),
            **trades_shown(session, name, trades),
            **holders_shown(session, name, holders),
        }
        return page(request, session, "creator.html", context)


@router.get("/fragments/price/{name}")
def price_part(request: Request, name: str) -> Response:
    """A token's price."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/price.html", head_of(session, name))


@router.get("/fragments/figures/{name}")
def figures_part(request: Request, name: str) -> Response:
    """A token's figures."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/figures.html", head_of(session, name))


@router.get("/fragments/trades/{name}")
def trades_part(request: Request, name: str, cursor: Cursor = None) -> Response:
    """A token's trades."""
    with serving(request).store.read() as session:
        shown = {**head_of(session, name), **trades_shown(session, name, cursor)}
        return page(request, session, "parts/trades.html", shown)


@router.get("/fragments/holders/{name}")
def holders_part(request: Request, name: str, cursor: Cursor = None) -> Response:
    """A token's holders."""
    with serving(request).store.read() as session:
        shown = {**head_of(session, name), **holders_shown(session, name, cursor)}
        return page(request, session, "parts/holders.html", shown)
