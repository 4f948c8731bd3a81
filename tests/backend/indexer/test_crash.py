"""Killed at any moment, the indexer goes on from a whole number of blocks."""

from __future__ import annotations

import asyncio
import random
import signal
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.support.history import History
from tests.support.mirror import (
    audited,
    doomed,
    dump,
    head_hash,
    head_of,
    index_once,
    new_store,
    until,
)
from tests.support.rewriting import DEEPEST, rewrite
from tests.support.served import wait_for
from tests.support.truth import stands_at_head
from tests.support.world import World
from toktok.config import Settings
from toktok.indexer.backfill import RANGE_BLOCKS
from toktok.store.engine import Store

KILLS = 16
RANGES = 8
#: A range of blocks takes about half as many.
MOST_CHANGES = 60
#: How often the chain is rewritten for one kill, at most; a handful is enough.
MOST_REWRITES = 100
#: Only a step back deletes what happened above a block.
REWIND = "block_number >"


async def test_killed_many_times_it_ends_with_what_the_chain_says(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=21)
    history.begin(launches=2)
    for _ in range(RANGES):
        history.play(20)
        world.node.call("anvil_mine", hex(RANGE_BLOCKS))
    chance, head, kills = random.Random(22), head_hash(world.node), 0
    while head_of(store) != head:
        with doomed(settings, changes=chance.randint(1, MOST_CHANGES)) as indexer:
            await until(lambda: not indexer.is_alive() or head_of(store) == head)
            kills += not indexer.is_alive()
    assert kills > RANGES / 2
    assert (await audited(settings, store)).differences == []
    assert dump(store) == await _fresh(settings, world, tmp_path)


async def test_killed_while_the_chain_is_rewritten_and_trades_go_on(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=23)
    history.begin(launches=2)
    await index_once(settings, store, world.node)
    chance = random.Random(24)
    for kill in range(KILLS):
        # Every other time in the middle of a step back.
        like, most = (REWIND, 7) if kill % 2 else ("", 40)
        with doomed(settings, changes=chance.randint(1, most), like=like) as indexer:
            await asyncio.to_thread(_rewrite_until_killed, indexer, history, chance, store)
    # What may still be rewritten is kept differently by one who saw the old branches.
    world.node.call("anvil_mine", hex(settings.confirmations + DEEPEST))
    await index_once(settings, store, world.node)
    assert (await audited(settings, store)).differences == []
    killed, fresh = dump(store), await _fresh(settings, world, tmp_path)
    for table, rows in fresh.items():
        assert killed[table] == rows, table


def _rewrite_until_killed(
    indexer: BaseProcess, history: History, chance: random.Random, store: Store
) -> None:
    """Every other branch is indexed before it goes, so that there is a way back on a slow machine, too."""
    node = history.world.node

    def followed() -> None:
        wait_for(lambda: not indexer.is_alive() or stands_at_head(store, node), "followed or dead")

    for number in range(MOST_REWRITES):
        rewrite(history, chance, grown=followed if number % 2 else lambda: None)
        if not indexer.is_alive():
            assert indexer.exitcode == -signal.SIGKILL
            return
    raise AssertionError("it has nothing to do")


async def _fresh(
    settings: Settings, world: World, folder: Path
) -> dict[str, list[tuple[object, ...]]]:
    """What an index that was never disturbed holds."""
    whole = new_store(folder / "whole.db")
    undisturbed = settings.model_copy(update={"database_url": whole.url})
    await index_once(undisturbed, whole, world.node)
    rows = dump(whole)
    whole.close()
    return rows
