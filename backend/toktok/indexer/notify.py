"""News of commits, for whoever shows them live."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

from sqlmodel import select

from toktok.store.engine import Store
from toktok.store.tables import Activity, Block, Cursor

_BACKLOG = 1_000
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Head:
    """The block the database stands at."""

    number: int
    hash: bytes
    timestamp: int


@dataclass(frozen=True, slots=True)
class ActivityItem:
    """One row of the activity table."""

    block_number: int
    log_index: int
    tx_hash: bytes
    timestamp: int
    kind: str
    token: bytes | None
    account: bytes | None
    data: dict[str, Any]

    @classmethod
    def of(cls, row: Activity) -> ActivityItem:
        """A detached copy of `row`."""
        return cls(
            block_number=row.block_number,
            log_index=row.log_index,
            tx_hash=row.tx_hash,
            timestamp=row.timestamp,
            kind=row.kind,
            token=row.token,
            account=row.account,
            data=row.data,
        )


@dataclass(frozen=True, slots=True)
class Commit:
    """What one transaction of the indexer changed.

    `reorg_to` is the number of the last block that still stands if blocks were taken back.
    `complete` is false if rows may be missing here (the subscriber was too slow, or the indexer is
    catching up): read them from the table.
    """

    head: Head
    activities: tuple[ActivityItem, ...] = ()
    reorg_to: int | None = None
    complete: bool = True


class CommitSource(Protocol):
    """Where commits are announced: the indexer in this process, or the tables it writes."""

    def subscribe(self) -> AsyncIterator[Commit]:
        """Every commit from now on, until the iterator is closed."""
        ...


class Notifier:
    """Announces the commits of the indexer in this process, on its event loop."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Commit]] = set()

    @property
    def listeners(self) -> int:
        """How many subscribers there are."""
        return len(self._queues)

    async def subscribe(self) -> AsyncIterator[Commit]:
        """Every commit from now on; a subscriber that falls far behind gets an incomplete one."""
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
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(Commit(commit.head, reorg_to=commit.reorg_to, complete=False))
            else:
                queue.put_nowait(commit)


class TableWatcher:
    """Announces the commits of an indexer in another process, by looking at the tables."""

    def __init__(self, store: Store, *, seconds: float) -> None:
        self._store = store
        self._seconds = seconds

    async def subscribe(self) -> AsyncIterator[Commit]:
        """Every commit from now on, at most `seconds` late."""
        last = await asyncio.to_thread(self._head)
        while True:
            await asyncio.sleep(self._seconds)
            commit = await asyncio.to_thread(self._since, last)
            if commit is not None:
                last = commit.head
                yield commit

    def _head(self) -> Head | None:
        with self._store.read() as session:
            cursor = session.get(Cursor, 1)
        return Head(cursor.number, cursor.hash, cursor.timestamp) if cursor else None

    def _since(self, last: Head | None) -> Commit | None:
        with self._store.read() as session:
            cursor = session.get(Cursor, 1)
            if cursor is None or (last is not None and cursor.hash == last.hash):
                return None
            head = Head(cursor.number, cursor.hash, cursor.timestamp)
            if last is None:
                return Commit(head, complete=False)
            block = session.get(Block, last.number)
            if cursor.number <= last.number or (block is not None and block.hash != last.hash):
                # We did not see where the branches part; the subscriber has to look again.
                return Commit(head, reorg_to=min(cursor.number, last.number), complete=False)
            rows = session.exec(
                select(Activity)
                .where(Activity.block_number > last.number)
                .order_by(Activity.block_number, Activity.log_index)  # type: ignore[arg-type]
                .limit(_PAGE + 1)
            ).all()
        complete = len(rows) <= _PAGE
        items = tuple(ActivityItem.of(row) for row in rows) if complete else ()
        return Commit(head, items, complete=complete)
