"""Branches of 1 to 60 blocks come and go, and the index is that of the chain that remains."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any

import pytest

from tests.support.branches import Fork, fork
from tests.support.history import History
from tests.support.mirror import dump, index_once, indexing, until
from tests.support.proxy import proxy
from tests.support.rounds import rounds
from tests.support.truth import Truth, ends_right
from tests.support.world import World
from toktok.config import Settings
from toktok.errors import ReorgTooDeepError
from toktok.store.engine import Store

DEEPEST = 60


@pytest.mark.parametrize("seed", range(rounds(1, long=20)))
async def test_branches_that_are_left_leave_nothing_behind(
    world: World, settings: Settings, store: Store, tmp_path: Path, seed: int
) -> None:
    chance = Random(f"branches {seed}")
    history = History(world, seed=160 + seed)
    history.begin(launches=2)
    truth = Truth(world.node, settings, tmp_path)
    depths = [1, DEEPEST, 2, *(chance.randint(1, DEEPEST) for _ in range(rounds(2, long=10)))]
    async with indexing(settings, store) as running:
        for depth in depths:
            branch = await asyncio.to_thread(Fork, history, chance, depth=depth)
            # Now and then it is left before it was seen to its end.
            if depth == DEEPEST or chance.random() < 0.7:
                await running.catch_up(world.node)
            await asyncio.to_thread(branch.leave)
            await running.catch_up(world.node)
            await ends_right(store, truth)
        await until(lambda: running.indexer.state.ready, task=running.task)


@pytest.mark.parametrize("seed", range(rounds(2, long=40)))
async def test_a_chain_that_is_rewritten_between_question_and_answer_is_read_again(
    world: World, settings: Settings, store: Store, tmp_path: Path, seed: int
) -> None:
    chance = Random(f"backfill {seed}")
    history = History(world, seed=190 + seed)
    history.begin(launches=2)
    history.play(60)
    rewriting = _Rewriting(history, chance, times=rounds(3, long=6))
    with proxy(world.node.url) as between:
        between.intercept = rewriting
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            await until(lambda: not rewriting.left, task=running.task)
            await running.catch_up(world.node)
    await ends_right(store, Truth(world.node, settings, tmp_path))


class _Rewriting:
    """Leaves a branch while the node is asked, at a few of the first questions."""

    def __init__(self, history: History, chance: Random, *, times: int) -> None:
        self._history = history
        self._chance = chance
        self._lock = Lock()
        self._asked = 0
        self.left = sorted(chance.sample(range(3, 3 + 4 * times), times), reverse=True)

    def __call__(self, calls: Any) -> str | None:
        with self._lock:
            self._asked += 1
            if self.left and self._asked >= self.left[-1]:
                fork(self._history, self._chance, depth=self._chance.randint(1, DEEPEST))
                self.left.pop()
        return None


@pytest.mark.databases("sqlite")
async def test_as_deep_as_the_journal_is_undone_and_no_deeper(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    """What is read at once, and not block by block as it comes, is journaled as far back."""
    shallow = settings.model_copy(update={"confirmations": 9})
    history = History(world, seed=161)
    history.begin(launches=1)
    truth = Truth(world.node, settings, tmp_path)
    for seed, depth in enumerate((9, 9, 9, 10)):
        branch = Fork(history, Random(seed), depth=depth)
        await index_once(shallow, store, world.node)
        held = dump(store)
        branch.leave()
        if depth == 9:
            await index_once(shallow, store, world.node)
            await ends_right(store, truth)
    async with indexing(shallow, store) as running:
        with pytest.raises(ReorgTooDeepError, match="TOKTOK_CONFIRMATIONS"):
            await until(lambda: False, task=running.task)
        assert "TOKTOK_CONFIRMATIONS" in str(running.indexer.state.trouble)
    assert dump(store) == held
