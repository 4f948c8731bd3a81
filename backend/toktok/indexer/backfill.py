"""Blocks in order: headers ahead, then receipts of ranges that hold about as many logs each."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import aclosing, nullcontext
from dataclasses import dataclass, field

from toktok.chain.headers import Header
from toktok.chain.rpc import BATCH_SIZE
from toktok.chain.together import give_up
from toktok.indexer import metrics
from toktok.indexer.fetch import FetchedRange, Fetcher, Known, check_link
from toktok.indexer.receipts import Events

#: A range ends when it has so many logs, or so many blocks.
RANGE_LOGS, RANGE_BLOCKS = 4_500.0, 1_000
_RANGES_IN_FLIGHT = 2
_HEADERS_IN_FLIGHT = 3
#: So many blocks are worth the start of a second process.
_LONG = 200


@dataclass(slots=True)
class _Range:
    """Blocks to be fetched together: those that concern us, going by at least the first `tokens` we know."""

    tokens: int
    headers: list[Header] = field(default_factory=list)
    concerned: list[Header] = field(default_factory=list)
    weight: float = 0.0


class Backfill:
    """Fetches from one block to another, in order, for whoever applies it."""

    def __init__(
        self, fetcher: Fetcher, *, logs: float = RANGE_LOGS, blocks: int = RANGE_BLOCKS
    ) -> None:
        self._fetcher = fetcher
        self._logs = logs
        self._blocks = blocks

    async def ranges(
        self, first: int, last: int, *, known: Known
    ) -> AsyncGenerator[FetchedRange, None]:
        """Ranges from `first` to `last`; `known` is what was known before, and learns.

        Close the iterator to give up what is in flight.
        """
        flights: deque[tuple[_Range, asyncio.Task[Events]]] = deque()
        async with (
            self._fetcher.helped() if last - first >= _LONG else nullcontext(),
            aclosing(self._portions(first, last, known)) as portions,
        ):
            try:
                while True:
                    with metrics.SECONDS.labels("fetch").time():
                        await self._fill(flights, portions)
                        if not flights:
                            return
                        portion, task = flights[0]
                        events = await task
                        flights.popleft()
                        fetched = await self._fetcher.complete(
                            portion.headers, events, known=known, since=portion.tokens
                        )
                    yield fetched
            finally:
                await give_up(task for _, task in flights)

    async def _fill(
        self,
        flights: deque[tuple[_Range, asyncio.Task[Events]]],
        portions: AsyncGenerator[_Range, None],
    ) -> None:
        while len(flights) < _RANGES_IN_FLIGHT:
            portion = await anext(portions, None)
            if portion is None:
                return
            task = asyncio.create_task(self._fetcher.events(portion.concerned))
            flights.append((portion, task))

    async def _portions(self, first: int, last: int, known: Known) -> AsyncGenerator[_Range, None]:
        portion = _Range(len(known.masks))
        async with aclosing(self._headers(first, last)) as batches:
            async for batch in batches:
                for header in batch:
                    if portion.weight >= self._logs or len(portion.headers) == self._blocks:
                        yield portion
                        portion = _Range(len(known.masks))
                    portion.headers.append(header)
                    if self._fetcher.concerns(header.bloom, known):
                        portion.concerned.append(header)
                        portion.weight += self._fetcher.weight(header)
        if portion.headers:
            yield portion

    async def _headers(self, first: int, last: int) -> AsyncGenerator[list[Header], None]:
        """Headers in batches, some of them asked for ahead."""
        starts = iter(range(first, last + 1, BATCH_SIZE))
        tasks: deque[asyncio.Task[list[Header]]] = deque()
        before: Header | None = None
        try:
            while True:
                while len(tasks) < _HEADERS_IN_FLIGHT and (start := next(starts, None)) is not None:
                    end = min(last, start + BATCH_SIZE - 1)
                    tasks.append(asyncio.create_task(self._fetcher.headers(start, end)))
                if not tasks:
                    return
                batch = await tasks[0]
                tasks.popleft()
                if before is not None:
                    check_link(before, batch[0])
                before = batch[-1]
                yield batch
        finally:
            await give_up(tasks)
