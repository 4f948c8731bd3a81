"""Where history meets the present: no block twice, none left out, no page across a block's rows."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Lock
from typing import Any

from tests.support.history import History
from tests.support.mirror import indexing, until
from tests.support.proxy import proxy
from tests.support.served import served
from tests.support.truth import Truth, ends_right
from tests.support.world import TT, World
from toktok.config import Settings
from toktok.indexer.notify import Commit
from toktok.store.engine import Store

#: Pages of so few rows that a block's rows need several.
_PAGE, _ALL = 3, 200


async def test_blocks_that_come_while_history_is_read_follow_it(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    """With each question that is asked more happens; each block is announced once, in order."""
    history = History(world, seed=231)
    history.begin(launches=1)
    history.play(40)
    going_on = _GoingOn(history, questions=25)
    commits: list[Commit] = []
    with proxy(world.node.url) as between:
        between.intercept = going_on
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            news = running.indexer.subscribe()
            listening = asyncio.create_task(_collect(news, commits))
            await until(lambda: not going_on.left, task=running.task)
            await running.catch_up(world.node)
            await until(lambda: bool(commits) and commits[-1].head.number == going_on.newest)
            listening.cancel()
    numbers = [commit.head.number for commit in commits]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 3, "all of it came at once"
    await ends_right(store, Truth(world.node, settings, tmp_path))


class _GoingOn:
    """Lets something happen whenever the node is asked."""

    def __init__(self, history: History, *, questions: int) -> None:
        self._history = history
        self._lock = Lock()
        self.left = questions

    @property
    def newest(self) -> int:
        """Number of the newest block."""
        return self._history.world.node.block_number()

    def __call__(self, calls: Any) -> str | None:
        with self._lock:
            if self.left:
                self.left -= 1
                self._history.play(2)
        return None


async def _collect(source: Any, into: list[Commit]) -> None:
    async for commit in source:
        into.append(commit)  # noqa: PERF401  read while it grows


def test_pages_go_on_where_they_ended_while_blocks_of_many_rows_arrive(
    world: World, tmp_path: Path
) -> None:
    history = History(world, seed=232)
    history.begin(launches=1)
    with served(world, history, tmp_path) as toktok:
        before = [item["id"] for item in toktok.get("/v1/activity", limit=_ALL)["items"]]
        assert len(before) > 10 * _PAGE
        seen: list[str] = []
        cursor: str | None = None
        while True:
            page = toktok.get("/v1/activity", limit=_PAGE, **({"cursor": cursor} if cursor else {}))
            seen += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
            _fill_a_block(world)
            toktok.catch_up()
        assert seen == before
        assert toktok.get("/v1/activity", limit=1)["items"][0]["id"] not in before


def _fill_a_block(world: World) -> None:
    with world.node.one_block():
        for person in world.people[:4]:
            world.ledger.send(person, "tip", world.people[5], TT)
