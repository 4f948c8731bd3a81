"""Killed at any moment, the indexer goes on from a whole number of blocks."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.support.history import History
from tests.support.mirror import audited, dump, index_for_ever, index_once, new_store
from tests.support.proxy import Answer, proxy, refuse
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.tables import Cursor

KILLS = 15
LIMIT = 4
PATIENCE = 60.0


async def test_killed_many_times_it_ends_with_what_the_chain_says(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=21)
    history.begin(launches=2)
    history.play(250)
    chance = random.Random(22)
    with proxy(world.node.url) as slow:
        slow.twist = _small_ranges
        through = settings.model_copy(update={"rpc_url": slow.url})
        for _ in range(KILLS):
            before = _position(store)
            with _process(through) as indexer:
                await _until_moved(store, beyond=before + chance.randint(0, 8))
                await asyncio.sleep(chance.uniform(0, 0.02))  # anywhere in a batch
                indexer.kill()
        assert world.node.block_number() > _position(store) > KILLS
        with _process(through):
            await _until_moved(store, beyond=world.node.block_number() - 1)
    assert (await audited(settings, store)).differences == []

    never_killed = new_store(tmp_path / "whole.db")
    await index_once(
        settings.model_copy(update={"database_url": never_killed.url}), never_killed, world.node
    )
    assert dump(store) == dump(never_killed)
    never_killed.close()


def _small_ranges(request: dict[str, object], reply: Answer) -> Answer:
    """Like a provider with a small limit, so that there are many batches to be killed in."""
    if request["method"] == "eth_getLogs":
        query = request["params"][0]  # type: ignore[index]
        if int(query["toBlock"], 16) - int(query["fromBlock"], 16) > LIMIT - 1:
            return refuse(request, f"block range exceeds the limit of {LIMIT}")
    return reply


@contextmanager
def _process(settings: Settings) -> Iterator[BaseProcess]:
    # Forked off a process that has imported everything and done nothing.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.mirror"])
    process = context.Process(target=index_for_ever, args=(settings,))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()
        process.close()


async def _until_moved(store: Store, *, beyond: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while _position(store) <= beyond:
        assert time.monotonic() < deadline, "the indexer does not move"
        await asyncio.sleep(0.002)


def _position(store: Store) -> int:
    with store.read() as session:
        cursor = session.get(Cursor, 1)
        return cursor.number if cursor else 0
