"""Anything may be a lie, at any time, while the chain goes on; when that is over, nothing is wrong."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

import pytest

from tests.support.history import History
from tests.support.lies import ALL, Liar
from tests.support.mirror import indexing, until
from tests.support.proxy import proxy
from tests.support.rounds import rounds
from tests.support.trouble import Trouble
from tests.support.truth import Truth, ends_right
from tests.support.world import World
from toktok.config import Settings
from toktok.errors import ToktokError
from toktok.store.engine import Store

#: What a node says is read alike for both.
pytestmark = pytest.mark.databases("sqlite")

#: Chances of a lie for each answer, and of trouble for each body.
_SHARES = ((0.02, 0.2), (0.1, 0.05), (0.3, 0.0))


@pytest.mark.parametrize("seed", range(rounds(3, long=60)))
async def test_whatever_was_said_the_truth_is_what_remains(
    world: World, settings: Settings, store: Store, tmp_path: Path, seed: int
) -> None:
    chance = Random(f"lies {seed}")
    history = History(world, seed=140 + seed)
    history.begin(launches=2)
    lies, trouble = _SHARES[seed % len(_SHARES)]
    liar = Liar(world.node, ALL, chance=chance, share=lies)
    truth = Truth(world.node, settings, tmp_path)
    with proxy(world.node.url) as between:
        between.twist = liar.twist
        between.mishap = mishaps = Trouble(chance=chance, share=trouble)
        through = settings.model_copy(update={"rpc_url": between.url})
        for _ in range(3):
            await _lied_to(through, store, liar, mishaps, history)
        liar.silent, mishaps.share = True, 0.0
        async with indexing(through, store) as running:
            await running.catch_up(world.node)
            await until(lambda: running.indexer.state.ready, task=running.task)
    assert liar.told or mishaps.befell
    await ends_right(store, truth)


async def _lied_to(
    settings: Settings, store: Store, liar: Liar, trouble: Trouble, history: History
) -> None:
    """Index while lies are told, until there were some more; who gives up says why."""
    enough = sum(liar.told.values()) + trouble.befell + 10
    async with indexing(settings, store) as running:
        while sum(liar.told.values()) + trouble.befell < enough:
            if running.task.done():
                break
            await asyncio.to_thread(history.play, 1)
        if running.task.done():
            with pytest.raises(ToktokError):
                running.task.result()
            assert running.indexer.state.trouble
