"""A creator's token: chart, trading, what can be checked of it, moments, revenue, holders."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from toktok.accounts.subjects import creator_subject
from toktok.accounts.watches import is_watching
from toktok.market.candles import Interval, list_candles
from toktok.market.creators import creator, find_creator
from toktok.market.head import read_head
from toktok.market.holder_days import list_holder_days
from toktok.market.holders import list_holders
from toktok.market.trades import list_trades
from toktok.market.trust import trust
from toktok.market.values import Address, Page
from toktok.moments.moments import list_moments
from toktok.pages.columns import DAY, last_days
from toktok.pages.membership import plan_shown, subscribers_shown
from toktok.pages.moment_cards import cards_of
from toktok.pages.parameters import TABLE_ROWS, Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving
from toktok.pages.social import social_shown
from toktok.pages.steps import daily
from toktok.payouts.revenue import list_revenue, revenue
from toktok.routing import PageRouter

router = PageRouter()

DAYS_SHOWN = 30
CANDLES_SHOWN = 72
MOMENTS_SHOWN = 6


def head_of(session: Session, name: str) -> Shown:
    """One creator's figures."""
    row = creator(session, name)
    return {"c": row, "total_fee": row.fees.creator_bps + row.fees.fan_bps + row.fees.protocol_bps}


def chart(session: Session, token: Address, interval: Interval) -> Shown:
    """Candles for the drawn chart."""
    rows = list_candles(session, token, interval=interval, limit=CANDLES_SHOWN).items
    return {"candles_of": rows, "interval": interval}


def trades_shown(session: Session, name: str, cursor: str | None) -> Shown:
    """Trades of a creator's token."""
    rows = list_trades(session, find_creator(session, name), limit=TABLE_ROWS, cursor=cursor)
    return {"trades": rows}


def holders_shown(session: Session, name: str, cursor: str | None) -> Shown:
    """Holders of a creator's token, the largest first."""
    rows = list_holders(session, find_creator(session, name), limit=TABLE_ROWS, cursor=cursor)
    return {"holders": rows}


def holder_days_shown(session: Session, name: str) -> Shown:
    """How many held the token, day by day of late."""
    token, now = find_creator(session, name).token, read_head(session).timestamp
    rows = list_holder_days(session, token, limit=DAYS_SHOWN).items
    changes = [(row.day, row.holders) for row in rows]
    return {"holder_days": daily(changes, now=now, count=DAYS_SHOWN)}


def revenue_shown(session: Session, name: str) -> Shown:
    """What came in, of all days by source, and day by day of late."""
    found, now = find_creator(session, name), read_head(session).timestamp
    start = now - now % DAY - (DAYS_SHOWN - 1) * DAY
    rows = list_revenue(session, found, start=start, limit=DAYS_SHOWN).items
    days = last_days(rows, now=now, count=DAYS_SHOWN)
    return {"earned": revenue(session, name), "days": days}


def moments_shown(request: Request, session: Session, name: str, cursor: str | None) -> Shown:
    """A creator's moments, the newest first."""
    venue = serving(request).venue(session)
    rows = list_moments(session, venue, creator=name, limit=MOMENTS_SHOWN, cursor=cursor)
    return {"cards": Page(tuple(cards_of(session, rows.items, venue)), rows.next_cursor)}


def trust_shown(session: Session, name: str) -> Shown:
    """What can be checked of a creator's token."""
    return {"checked": trust(session, name)}


@router.get("/creators/{name}")
def creator_page(
    request: Request,
    name: str,
    trades: Cursor = None,
    holders: Cursor = None,
    moments: Cursor = None,
    subscribers: Cursor = None,
    comments: Cursor = None,
) -> Response:
    """A creator's token. Before it trades, its launch."""
    with serving(request).store.read() as session:
        head = head_of(session, name)
        row = head["c"]
        token = f"0x{row.token.hex()}"
        if row.status != "trading":
            return RedirectResponse(f"/launches/{token}", 303)
        context = {
            **head,
            **chart(session, row.token, "1h"),
            "watching": is_watching(session, reader_of(request, session), row.token),
            **trust_shown(session, token),
            **moments_shown(request, session, token, moments),
            **revenue_shown(session, token),
            **holder_days_shown(session, token),
            **trades_shown(session, token, trades),
            **holders_shown(session, token, holders),
            **plan_shown(session, row.creator),
            **subscribers_shown(session, row.creator, subscribers),
            **social_shown(request, session, creator_subject(row.token), comments),
            "here": "market",
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


@router.get("/fragments/trust/{name}")
def trust_part(request: Request, name: str) -> Response:
    """What can be checked of a creator's token."""
    with serving(request).store.read() as session:
        shown = {**head_of(session, name), **trust_shown(session, name)}
        return page(request, session, "parts/trust.html", shown)


@router.get("/fragments/creator-moments/{name}")
def moments_part(request: Request, name: str, cursor: Cursor = None) -> Response:
    """A creator's moments."""
    with serving(request).store.read() as session:
        shown = {**head_of(session, name), **moments_shown(request, session, name, cursor)}
        return page(request, session, "parts/creator_moments.html", shown)


@router.get("/fragments/revenue/{name}")
def revenue_part(request: Request, name: str) -> Response:
    """What came in for a creator and its fans."""
    with serving(request).store.read() as session:
        shown = {**head_of(session, name), **revenue_shown(session, name)}
        return page(request, session, "parts/revenue.html", shown)


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


@router.get("/fragments/holder-days/{name}")
def holder_days_part(request: Request, name: str) -> Response:
    """How many held a token, day by day."""
    with serving(request).store.read() as session:
        shown = {**head_of(session, name), **holder_days_shown(session, name)}
        return page(request, session, "parts/holder_days.html", shown)
