"""What the parts of a page show; whole pages and their live parts read it the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from toktok.market.activity import list_activity
from toktok.market.candles import Interval, list_candles
from toktok.market.creators import creator, find_creator, list_creators
from toktok.market.holders import list_holders
from toktok.market.launches import list_contributions
from toktok.market.portfolio import portfolio
from toktok.market.ranking import Order
from toktok.market.rows import ActivityRow, Status
from toktok.market.trades import list_trades
from toktok.market.values import Address, EventId, Page
from toktok.payouts.payouts import payouts

Shown = dict[str, Any]

TAPE_ROWS = 12
TABLE_ROWS = 12
CREATOR_ROWS = 24
LAUNCH_ROWS = 12

# Which figure of an activity is shown, and in which unit of the catalogue.
_SUMS: dict[str, tuple[str, str]] = {
    "contribution": ("amount", "TT"),
    "refund": ("amount", "TT"),
    "trade": ("tt_amount", "TT"),
    "return": ("tt_amount", "TT"),
    "tip": ("amount", "TT"),
    "claim": ("amount", "TT"),
    "deposit": ("tt", "TT"),
    "withdrawal": ("tt", "TT"),
    "royalty": ("amount", "TT"),
    "mint": ("amount", "TT"),
    "sale": ("price", "TT"),
    "bid": ("amount", "TT"),
    "auction": ("reserve_price", "TT"),
    "auction_settled": ("amount", "TT"),
    "subscription": ("cost", "TT"),
    "fund_deposit": ("amount", "TT"),
    "fund_claim": ("amount", "TT"),
    "finalized": ("reserve", "TT"),
    "failed": ("raised", "TT"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, ready to be shown: its text's key, and its sum in TT wei if it has one."""

    id: str
    timestamp: int
    kind: str
    handle: str | None
    sum: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class TapeTrade:
    """A trade on the tape of the market page; amounts in wei."""

    id: str
    timestamp: int
    handle: str
    trader: Address
    side: str
    tt_amount: str


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
    return {"tape": [_tape_trade(row) for row in rows if row.account is not None]}


def head_of(session: Session, name: str) -> Shown:
    """One creator's figures."""
    row = creator(session, name)
    return {"c": row, "total_fee": row.fees.creator_bps + row.fees.fan_bps + row.fees.protocol_bps}


def chart(session: Session, token: Address, interval: Interval) -> Shown:
    """Candles for the drawn chart."""
    rows = list_candles(session, token, interval=interval, limit=120).items
    return {"candles_of": rows, "interval": interval}


def trades(session: Session, name: str, cursor: str | None) -> Shown:
    """Trades of a creator's token."""
    rows = list_trades(session, find_creator(session, name), limit=TABLE_ROWS, cursor=cursor)
    return {"trades": rows}


def holders(session: Session, name: str, cursor: str | None) -> Shown:
    """Holders of a creator's token, the largest first."""
    rows = list_holders(session, find_creator(session, name), limit=TABLE_ROWS, cursor=cursor)
    return {"holders": rows}


def contributions(session: Session, name: str, cursor: str | None) -> Shown:
    """What was put into a launch."""
    rows = list_contributions(session, find_creator(session, name), limit=TABLE_ROWS, cursor=cursor)
    return {"contributions": rows}


def yours(session: Session, token: Address, account: Address) -> Shown:
    """What an account has in a launch: an allocation once it trades, a contribution before."""
    held = portfolio(session, account)
    return {
        "position": next((each for each in held.positions if each.token == token), None),
        "joined": next((each for each in held.launches if each.token == token), None),
    }


def holdings(session: Session, account: Address) -> Shown:
    """An account's portfolio."""
    return {"p": portfolio(session, account), "p_address": account}


def owed(session: Session, account: Address) -> Shown:
    """What an account is owed and was paid."""
    return {"payouts": payouts(session, account)}


def history(session: Session, account: Address, cursor: str | None) -> Shown:
    """What an account did, the last first."""
    found = list_activity(session, account=account, limit=TABLE_ROWS, cursor=cursor)
    rows = Page(tuple(_event(row) for row in found.items), found.next_cursor)
    return {"history": rows, "p_address": account}


def _event(row: ActivityRow) -> Event:
    figure, unit = _SUMS.get(row.kind, ("", ""))
    value = row.data.get(figure)
    return Event(
        id=_id(row.id),
        timestamp=row.timestamp,
        kind=f"trade_{row.data['side']}" if row.kind == "trade" else row.kind,
        handle=row.handle,
        sum=None if value is None else str(value),
        unit=unit,
    )


def _tape_trade(row: ActivityRow) -> TapeTrade:
    return TapeTrade(
        id=_id(row.id),
        timestamp=row.timestamp,
        handle=row.handle or "",
        trader=row.account or b"",
        side=str(row.data["side"]),
        tt_amount=str(row.data["tt_amount"]),
    )


def _id(event: EventId) -> str:
    return f"{event[0]}-{event[1]}"
