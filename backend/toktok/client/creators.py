"""Creators and what belongs to one."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.creators import Creator
from toktok.api.schemas.handles import Handle
from toktok.api.schemas.income import CreatorSplits, Income
from toktok.api.schemas.market import Candle, Holder, HolderDay, Trade
from toktok.api.schemas.revenue import Revenue, RevenueDay
from toktok.api.schemas.trust import Trust
from toktok.client.connection import Connection
from toktok.market.candles import Interval
from toktok.market.ranking import Order
from toktok.market.rows import Status


class Creators:
    """Creators; `name` is a handle, or the address of the token."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def list(
        self, *, sort: Order = "reserve", status: Status | None = None, q: str = ""
    ) -> Iterator[Creator]:
        """Creators, those first that `sort` says; `q` is a part of handle, name or symbol."""
        return self._at.rows("/v1/creators", Creator, {"sort": sort, "status": status, "q": q})

    def get(self, name: str) -> Creator:
        """One creator."""
        return self._at.get(f"/v1/creators/{name}", Creator)

    def trades(self, name: str) -> Iterator[Trade]:
        """Purchases and sales, the last first."""
        return self._at.rows(f"/v1/creators/{name}/trades", Trade)

    def holders(self, name: str) -> Iterator[Holder]:
        """Who holds the token, the greatest first."""
        return self._at.rows(f"/v1/creators/{name}/holders", Holder)

    def holder_days(
        self, name: str, *, start: int | None = None, end: int | None = None
    ) -> Iterator[HolderDay]:
        """Holders at the end of each day that changed them, the oldest first."""
        return self._at.rows(
            f"/v1/creators/{name}/holders/history", HolderDay, {"start": start, "end": end}
        )

    def candles(
        self,
        name: str,
        *,
        interval: Interval = "1h",
        start: int | None = None,
        end: int | None = None,
    ) -> Iterator[Candle]:
        """Prices over time, the oldest first."""
        return self._at.rows(
            f"/v1/creators/{name}/candles",
            Candle,
            {"interval": interval, "start": start, "end": end},
        )

    def income(self, name: str) -> Income:
        """What came in, by source and by moment."""
        return self._at.get(f"/v1/creators/{name}/income", Income)

    def revenue(self, name: str) -> Revenue:
        """What the creator earned in all, by source."""
        return self._at.get(f"/v1/creators/{name}/revenue/total", Revenue)

    def revenue_days(
        self, name: str, *, start: int | None = None, end: int | None = None
    ) -> Iterator[RevenueDay]:
        """What the creator earned, by source and day, the oldest first."""
        return self._at.rows(
            f"/v1/creators/{name}/revenue", RevenueDay, {"start": start, "end": end}
        )

    def splits(self, name: str) -> CreatorSplits:
        """Who gets which part of an income."""
        return self._at.get(f"/v1/creators/{name}/splits", CreatorSplits)

    def trust(self, name: str) -> Trust:
        """How the launch was shared, what the creator has and did, what referrers earned."""
        return self._at.get(f"/v1/creators/{name}/trust", Trust)

    def handle(self, handle: str) -> Handle:
        """Whether a handle can be taken, and who has it."""
        return self._at.get(f"/v1/handles/{handle}", Handle)
