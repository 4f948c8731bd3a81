"""Candles of a creator's token, the oldest first, as charts want them."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import bindparam
from sqlmodel import Session

from toktok.market.paging import Listing
from toktok.market.rows import CandleRow
from toktok.market.values import Address, Page
from toktok.store.rows import Rows, columns
from toktok.store.tables import Candle

Interval = Literal["1m", "5m", "1h", "1d"]

SECONDS: dict[Interval, int] = {"1m": 60, "5m": 300, "1h": 3_600, "1d": 86_400}

_NEVER = 2**63 - 1
_CANDLE = columns(Candle)
_WANTED = (
    _CANDLE.token == bindparam("token"),
    _CANDLE.interval == bindparam("interval"),
    _CANDLE.start < bindparam("end"),
)
_LATEST = Rows(Candle, *_WANTED, order=(_CANDLE.start.desc(),), limit=bindparam("limit"))
_AFTER = Rows(
    Candle,
    *_WANTED,
    _CANDLE.start > bindparam("after"),
    order=(_CANDLE.start,),
    limit=bindparam("limit"),
)


def list_candles(
    session: Session,
    token: Address,
    *,
    interval: Interval = "1h",
    start: int | None = None,
    end: int | None = None,
    limit: int = 500,
    cursor: str | None = None,
) -> Page[CandleRow]:
    """Candles that begin at `start` or later and before `end` (timestamps).

    Spans without a change have no candle; its price is the close before it. Without `start`, the
    first page begins so that it holds the last `limit` candles. Raises ForeignCursor.
    """
    listing = Listing(("candles", token, interval, start, end))
    asked: dict[str, object] = {
        "token": token,
        "interval": SECONDS[interval],
        "end": _NEVER if end is None else end,
    }
    if cursor is None and start is None:
        latest = _LATEST.all(session, **asked, limit=limit)
        return Page(tuple(_row(each) for each in reversed(latest)), None)
    after = listing.key(cursor, (63,))[0] if cursor is not None else (start or 0) - 1
    found = _AFTER.all(session, **asked, after=after, limit=limit + 1)
    rows = tuple(_row(each) for each in found[:limit])
    return Page(rows, listing.cursor((rows[-1].start,)) if len(found) > limit else None)


def _row(candle: Candle) -> CandleRow:
    return CandleRow(
        start=candle.start,
        open=candle.open,
        high=candle.high,
        low=candle.low,
        close=candle.close,
        volume=candle.volume,
        inflow=candle.inflow,
        trades=candle.trades,
    )
