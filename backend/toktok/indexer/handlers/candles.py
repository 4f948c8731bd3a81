"""Prices over time, kept as they change."""

from __future__ import annotations

from toktok.indexer.mirror import Mirror
from toktok.market.curve import price_at
from toktok.store.tables import Candle, Creator

INTERVALS = (60, 300, 3_600, 86_400)


def move_price(
    state: Mirror, creator: Creator, *, volume: int = 0, inflow: int = 0, trades: int = 0
) -> None:
    """Set the price that follows from where the creator stands, and draw it into every candle."""
    before = creator.price
    after = price_at(creator.supply + creator.returned, launch_reserve=creator.raised)
    creator.price = after
    # The very first price has nothing before it.
    opening = before or after
    for interval in INTERVALS:
        start = state.timestamp - state.timestamp % interval
        candle = state.rows.edit_or_new(Candle, creator.token, interval, start)
        if not candle.open:
            candle.open = candle.high = candle.low = opening
        candle.high = max(candle.high, after)
        candle.low = min(candle.low, after)
        candle.close = after
        candle.volume += volume
        candle.inflow += inflow
        candle.trades += trades
