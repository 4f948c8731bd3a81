"""Ranges of blocks in order: several in flight, smaller where the node sets a limit, larger again."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from toktok.chain.logs import RangeTooLargeError
from toktok.indexer.fetch import FetchedRange, Fetcher

SMALLEST, FIRST, LARGEST = 1, 100, 1_000
_IN_FLIGHT = 4


@dataclass(slots=True)
class RangeSize:
    """How many blocks to ask for at once; learns from the node's answers."""

    blocks: int = FIRST

    def shrink(self, refused: int) -> None:
        """The node refused this many blocks."""
        self.blocks = max(SMALLEST, min(self.blocks, refused) // 2)

    def grow(self) -> None:
        """The node answered: a quarter more next time."""
        self.blocks = min(LARGEST, self.blocks + max(1, self.blocks // 4))


_Tokens = asyncio.Future[frozenset[bytes]]


@dataclass(frozen=True, slots=True)
class _Flight:
    task: asyncio.Task[list[FetchedRange]]
    tokens_after: _Tokens


class Backfill:
    """Fetches from one block to another, in order, for whoever applies it."""

    def __init__(self, fetcher: Fetcher, *, in_flight: int = _IN_FLIGHT) -> None:
        self._fetcher = fetcher
        self._in_flight = in_flight
        self._size = RangeSize()

    async def ranges(
        self, first: int, last: int, *, tokens: frozenset[bytes]
    ) -> AsyncGenerator[FetchedRange, None]:
        """Ranges from `first` to `last`; `tokens` are those known before `first`.

        Close the iterator to give up what is in flight.
        """
        known: _Tokens = asyncio.get_running_loop().create_future()
        known.set_result(tokens)
        flights: deque[_Flight] = deque()
        start = first
        try:
            while start <= last or flights:
                while start <= last and len(flights) < self._in_flight:
                    end = min(last, start + self._size.blocks - 1)
                    flight = self._start(start, end, known)
                    known = flight.tokens_after
                    flights.append(flight)
                    start = end + 1
                for fetched in await flights[0].task:
                    yield fetched
                flights.popleft()
        finally:
            for flight in flights:
                flight.task.cancel()
                flight.tokens_after.cancel()
            await asyncio.gather(*(flight.task for flight in flights), return_exceptions=True)

    def _start(self, first: int, last: int, tokens_before: _Tokens) -> _Flight:
        tokens_after: _Tokens = asyncio.get_running_loop().create_future()
        work = self._fetch(first, last, tokens_before, tokens_after)
        return _Flight(asyncio.create_task(work), tokens_after)

    async def _fetch(
        self, first: int, last: int, before: _Tokens, after: _Tokens
    ) -> list[FetchedRange]:
        try:
            fetched = await self._fetcher.fetch(
                first, last, tokens_before=before, tokens_after=after
            )
        except RangeTooLargeError:
            self._size.shrink(last - first + 1)
            return await self._fetch_halves(first, last, before, after)
        if last - first + 1 >= self._size.blocks:
            self._size.grow()
        return [fetched]

    async def _fetch_halves(
        self, first: int, last: int, before: _Tokens, after: _Tokens
    ) -> list[FetchedRange]:
        if first == last:
            # Not even one block's logs: its receipts have no such limit.
            tokens = await before
            fetched = await self._fetcher.fetch_by_receipts(first, last, tokens=tokens)
            if not after.done():
                after.set_result(tokens | fetched.born)
            return [fetched]
        middle = (first + last) // 2
        between: _Tokens = asyncio.get_running_loop().create_future()
        left = await self._fetch(first, middle, before, between)
        return left + await self._fetch(middle + 1, last, between, after)
