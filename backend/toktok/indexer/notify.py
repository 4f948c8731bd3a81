"""News of commits, for whoever shows them live."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

_BACKLOG = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """The block the database stands at."""

    number: int
    hash: bytes
    timestamp: int


@dataclass(frozen=True, slots=True)
class Commit:
    """That a transaction of the indexer ended; what it changed is in the tables.

    `reorg_to` is the number of the last block that still stands if blocks were taken back.
    """

    head: Head
    reorg_to: int | None = None


class Notifier:
    """Announces the commits of the indexer in this process, on its event loop."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Commit]] = set()

    async def subscribe(self) -> AsyncIterator[Commit]:
        """Every commit from now on; a subscriber that falls far behind misses the oldest."""
        queue: asyncio.Queue[Commit] = asyncio.Queue(_BACKLOG)
        self._queues.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._queues.discard(queue)

    def publish(self, commit: Commit) -> None:
        """Hand `commit` to every subscriber; never waits for one."""
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(commit)
