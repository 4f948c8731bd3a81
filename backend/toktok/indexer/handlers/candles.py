"""Prices over time, kept as they change."""

from __future__ import annotations

from toktok.indexer.mirror import Mirror
from toktok.market.curve import price_at
from toktok.store.tables import Candle, Creator

INTERVALS = (60, 3_600, 86_400)


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
        key = (creator.token, interval, start)
        if state.rows.find(Candle, *key) is None:
            candle = Candle(
                token=creator.token,
                interval=interval,
                start=start,
                open=opening,
                high=opening,
                low=opening,
                close=opening,
            )
            state.rows.put(candle)
        candle = state.rows.edit(Candle, *key)
        candle.high = max(candle.high, after)
        candle.low = min(candle.low, after)
        candle.close = after
        candle.volume += volume
        candle.inflow += inflow
        candle.trades += trades
