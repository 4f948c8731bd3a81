"""Candles of a creator's token, the oldest first, as charts want them."""

from __future__ import annotations

from typing import Literal

from sqlmodel import Session, col, select

from toktok.market.paging import Listing
from toktok.market.rows import CandleRow
from toktok.market.values import Address, Page
from toktok.store.tables import Candle

Interval = Literal["1m", "5m", "1h", "1d"]

SECONDS: dict[Interval, int] = {"1m": 60, "5m": 300, "1h": 3_600, "1d": 86_400}


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
    statement = select(Candle).where(Candle.token == token, Candle.interval == SECONDS[interval])
    if end is not None:
        statement = statement.where(Candle.start < end)
    if cursor is not None:
        statement = statement.where(Candle.start > listing.key(cursor, (63,))[0])
    elif start is not None:
        statement = statement.where(Candle.start >= start)
    else:
        latest = statement.order_by(col(Candle.start).desc()).limit(limit)
        return Page(tuple(_row(each) for each in reversed(session.exec(latest).all())), None)
    found = session.exec(statement.order_by(col(Candle.start)).limit(limit + 1)).all()
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
