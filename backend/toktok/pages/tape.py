"""The tape of trades on the market page."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.rows import ActivityRow
from toktok.market.values import Address


@dataclass(frozen=True, slots=True)
class TapeTrade:
    """A trade on the tape of the market page; amounts in wei."""

    id: str
    timestamp: int
    handle: str
    trader: Address
    side: str
    tt_amount: str


def tape_trade(row: ActivityRow) -> TapeTrade:
    """The trade of an activity."""
    return TapeTrade(
        id=f"{row.id[0]}-{row.id[1]}",
        timestamp=row.timestamp,
        handle=row.handle or "",
        trader=row.account or b"",
        side=str(row.data["side"]),
        tt_amount=str(row.data["tt_amount"]),
    )
