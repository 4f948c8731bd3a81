"""Ranges of blocks in order: several in flight, smaller where the node sets a limit, larger again."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import TypeAlias

from toktok.chain.logs import RangeTooLargeError
from toktok.indexer import metrics
from toktok.indexer.fetch import FetchedRange, Fetcher

FIRST, LARGEST = 100, 1_000
_IN_FLIGHT = 4
#: Answers in a row after which a refused size may be tried again.
_FORGIVING = 50


@dataclass(slots=True)
class RangeSize:
    """How many blocks to ask for at once; learns from the node's answers."""

    blocks: int = FIRST
    ceiling: int = LARGEST
    answers: int = 0

    def refused(self, blocks: int) -> None:
        """So many were too many."""
        self.ceiling = max(1, blocks - 1)
        self.blocks = max(1, blocks // 2)
        self.answers = 0

    def answered(self) -> None:
        """A quarter more next time; past what was refused only after a long while."""
        self.answers += 1
        if self.answers % _FORGIVING == 0:
            self.ceiling = min(LARGEST, 2 * self.ceiling)
        self.blocks = min(self.ceiling, self.blocks + max(1, self.blocks // 4))


_Tokens: TypeAlias = "asyncio.Future[frozenset[bytes]]"


@dataclass(frozen=True, slots=True)
class _Flight:
    """A range on its way; `before` and `after` are the creator tokens known on either side of it."""

    first: int
    last: int
    before: _Tokens
    after: _Tokens
    task: asyncio.Task[FetchedRange]


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
                    flights.append(self._start(start, last, known))
                    start, known = flights[-1].last + 1, flights[-1].after
                flight = flights[0]
                try:
                    fetched = await flight.task
                except RangeTooLargeError:
                    # Everything in flight is as large: begin again from here, smaller.
                    self._size.refused(flight.last - flight.first + 1)
                    start, known = flight.first, flight.before
                    await _give_up(flights)
                    continue
                self._size.answered()
                flights.popleft()
                yield fetched
        finally:
            await _give_up(flights)

    def _start(self, first: int, limit: int, before: _Tokens) -> _Flight:
        last = min(limit, first + self._size.blocks - 1)
        after: _Tokens = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._fetch(first, last, before, after))
        return _Flight(first, last, before, after, task)

    async def _fetch(self, first: int, last: int, before: _Tokens, after: _Tokens) -> FetchedRange:
        try:
            with metrics.SECONDS.labels("fetch").time():
                return await self._fetcher.fetch(
                    first, last, tokens_before=before, tokens_after=after
                )
        except RangeTooLargeError:
            if first < last:
                raise
        # Not even one block's logs: its receipts have no such limit.
        tokens = await before
        fetched = await self._fetcher.fetch_by_receipts(first, last, tokens=tokens)
        if not after.done():
            after.set_result(tokens | fetched.born)
        return fetched


async def _give_up(flights: deque[_Flight]) -> None:
    for flight in flights:
        flight.task.cancel()
    await asyncio.gather(*(flight.task for flight in flights), return_exceptions=True)
    for flight in flights:
        flight.after.cancel()
    flights.clear()
