"""Events of the chain as pages show them: the key of their text, and their sum."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.rows import ActivityRow
from toktok.market.values import Address, EventId

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


def event(row: ActivityRow) -> Event:
    """The event of an activity."""
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


def tape_trade(row: ActivityRow) -> TapeTrade:
    """The trade of an activity."""
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
