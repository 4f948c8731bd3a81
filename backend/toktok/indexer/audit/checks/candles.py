"""Candles against the trades they draw, and against each other."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import col

from toktok.chain.addresses import checksum
from toktok.indexer.audit.checks.matching import Keyed, keyed, matched
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.handlers.candles import INTERVALS
from toktok.store.tables import Activity, Candle, Trade

_SOURCE = "trades and returns of the interval"
_OURS = (
    Candle.open,
    Candle.high,
    Candle.low,
    Candle.close,
    Candle.volume,
    Candle.inflow,
    Candle.trades,
)
_TRADED = (
    Trade.is_buy,
    Trade.gross,
    Trade.creator_fee,
    Trade.fan_fee,
    Trade.protocol_fee,
    Trade.price,
)


@dataclass(slots=True)
class _Drawn:
    """What the trades and returns of an interval come to."""

    volume: int = 0
    inflow: int = 0
    trades: int = 0
    highest: int | None = None
    lowest: int | None = None
    last: int | None = None

    def add_trade(self, is_buy: bool, gross: int, *fees_and_price: int) -> None:
        """A trade moves the price."""
        *fees, price = fees_and_price
        self.volume += gross
        self.inflow += gross - sum(fees) if is_buy else -gross
        self.trades += 1
        self.highest = price if self.highest is None else max(price, self.highest)
        self.lowest = price if self.lowest is None else min(price, self.lowest)
        self.last = price

    def add_return(self, tt: int) -> None:
        """What comes back off an allocation leaves the price."""
        self.inflow -= tt


def check_candles(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Each candle is its trades, and begins where the one before ended."""
    for interval in INTERVALS:
        kept = keyed(
            snapshot, (Candle.token, Candle.start), _OURS, col(Candle.interval) == interval
        )
        token, close = b"", 0
        for key, ours, drawn in matched(kept, _drawn(snapshot, interval)):
            name = f"{checksum(key[0])} {interval} {key[1]}"
            if ours is None:
                yield CrossCheck("candle", name, "row", None, "a candle", _SOURCE)
                continue
            if key[0] == token:
                yield CrossCheck("candle", name, "open", ours[0], close, "the close before")
            yield from _alike(name, ours, drawn[0] if drawn else _Drawn())
            token, close = key[0], ours[3]


def _alike(name: str, ours: tuple[int, ...], drawn: _Drawn) -> Iterator[CrossCheck]:
    opened, high, low, close, volume, inflow, trades = ours
    for column, mine, rows in (
        ("high", high, opened if drawn.highest is None else max(opened, drawn.highest)),
        ("low", low, opened if drawn.lowest is None else min(opened, drawn.lowest)),
        ("close", close, opened if drawn.last is None else drawn.last),
        ("volume", volume, drawn.volume),
        ("inflow", inflow, drawn.inflow),
        ("trades", trades, drawn.trades),
    ):
        yield CrossCheck("candle", name, column, mine, rows, _SOURCE)


def _drawn(snapshot: Snapshot, interval: int) -> Keyed:
    """What candles have to be, by token and start."""
    place = Trade.block_number, Trade.log_index
    trades = keyed(snapshot, (Trade.token, Trade.timestamp), _TRADED, by=place)
    returned = (Activity.token, Activity.timestamp)
    returns = keyed(snapshot, returned, (Activity.data,), col(Activity.kind) == "return")
    happened = heapq.merge(trades, returns, key=lambda row: row[0])

    def start_of(row: tuple[tuple[bytes, int], object]) -> tuple[bytes, int]:
        token, timestamp = row[0]
        return token, timestamp - timestamp % interval

    for key, group in groupby(happened, key=start_of):
        drawn = _Drawn()
        for _, values in group:
            if len(values) == 1:
                drawn.add_return(int(values[0]["tt_amount"]))
            else:
                drawn.add_trade(*values)
        yield key, (drawn,)
