"""What the last day and week did to a token, from its hourly candles."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select
from sqlmodel import Session

from toktok.market.values import Address
from toktok.store.rows import columns
from toktok.store.tables import Candle

HOUR = 3_600
DAY = 24 * HOUR
SPARK_POINTS = 24
SPARK_STEP = 7 * HOUR
WEEK = SPARK_POINTS * SPARK_STEP

_CANDLE = columns(Candle)
_HOURS = (
    select(
        _CANDLE.token, _CANDLE.start, _CANDLE.open, _CANDLE.close, _CANDLE.volume, _CANDLE.inflow
    )
    .where(_CANDLE.token.in_(bindparam("tokens", expanding=True)), _CANDLE.interval == HOUR)
    .where(_CANDLE.start > bindparam("since"))
    .order_by(_CANDLE.token, _CANDLE.start)
)
_DAY = select(_CANDLE.token, _CANDLE.volume, _CANDLE.inflow).where(
    # Spelled out, so that it is seen which index this is the condition of.
    _CANDLE.interval == bindparam("hour", HOUR, literal_execute=True),
    _CANDLE.start >= bindparam("since"),
)


@dataclass(slots=True)
class Recent:
    """Hourly prices of a token over the last week, and the sums of the last 24 hours in TT wei.

    `opened` is the price at which the first of those hours began; None if there was no trade.
    """

    volume: int = 0
    inflow: int = 0
    opened: int | None = None
    hours: list[int] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)

    def price_at(self, moment: int, *, now_price: int) -> int:
        """The price at `moment`; `now_price` holds where no trade has changed it since."""
        if self.opened is None:
            return now_price
        ended = bisect_right(self.hours, moment - HOUR)
        return self.closes[ended - 1] if ended else self.opened


def day_begins(now: int) -> int:
    """The first whole hour of the 24 hours that end at timestamp `now`."""
    return (now - DAY) // HOUR * HOUR + HOUR


def recent_figures(
    session: Session, tokens: Iterable[Address], *, now: int
) -> dict[Address, Recent]:
    """The last week of each of `tokens` up to timestamp `now`."""
    figures: dict[Address, Recent] = defaultdict(Recent)
    rows = session.execute(_HOURS, {"tokens": list(tokens), "since": now - WEEK - HOUR})
    day = day_begins(now)
    for token, start, opened, close, volume, inflow in rows:
        recent = figures[token]
        if recent.opened is None:
            recent.opened = opened
        recent.hours.append(start)
        recent.closes.append(close)
        if start >= day:
            recent.volume += volume
            recent.inflow += inflow
    return figures


def day_sums(session: Session, *, now: int) -> dict[Address, tuple[int, int]]:
    """Volume and net inflow of the last 24 hours in TT wei, of every token that was traded."""
    sums: dict[Address, tuple[int, int]] = {}
    rows = session.execute(_DAY, {"since": day_begins(now)})
    for token, volume, inflow in rows:
        before = sums.get(token, (0, 0))
        sums[token] = (before[0] + volume, before[1] + inflow)
    return sums


def spark_line(recent: Recent, *, price: int, since: int, now: int) -> tuple[int, ...]:
    """Prices at even steps over the last week, not from before `since`; the last one is now's."""
    steps = (now - back * SPARK_STEP for back in range(SPARK_POINTS - 1, 0, -1))
    past = (recent.price_at(moment, now_price=price) for moment in steps if moment >= since)
    return (*past, price)
