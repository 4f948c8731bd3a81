"""Killed at any moment, the indexer goes on from a whole number of blocks."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.history import History
from tests.support.mirror import audited, dump, head_hash, head_of, index_once, new_store
from tests.support.proxy import Answer, Proxy, proxy, refuse
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.tables import Cursor

KILLS = 10
PATIENCE = 60.0


async def test_killed_many_times_it_ends_with_what_the_chain_says(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=21)
    history.begin(launches=2)
    history.play(500)
    chance = random.Random(22)
    with proxy(world.node.url) as slow:
        slow.twist = _small_ranges
        environment = _environment(settings, slow)
        for _ in range(KILLS):
            before = _position(store)
            with _process(environment) as indexer:
                await _until_moved(store, beyond=before + chance.randint(1, 12))
                await asyncio.sleep(chance.uniform(0, 0.02))  # anywhere in a batch
                indexer.send_signal(signal.SIGKILL)
                indexer.wait()
            if head_of(store) == head_hash(world.node):
                break
        assert world.node.block_number() > _position(store) > KILLS
        with _process(environment):
            await _until_moved(store, beyond=world.node.block_number() - 1)
    assert (await audited(settings, store)).differences == []

    never_killed = new_store(tmp_path / "whole.db")
    await index_once(
        settings.model_copy(update={"database_url": never_killed.url}), never_killed, world.node
    )
    assert dump(store) == dump(never_killed)
    never_killed.close()


def _small_ranges(request: dict[str, object], reply: Answer) -> Answer:
    """Like a provider with a limit of four blocks, so that there are many batches to be killed in."""
    if request["method"] == "eth_getLogs":
        query = request["params"][0]  # type: ignore[index]
        if int(query["toBlock"], 16) - int(query["fromBlock"], 16) > 3:
            return refuse(request, "block range exceeds the limit of 4")
    return reply


def _environment(settings: Settings, node: Proxy) -> dict[str, str]:
    return os.environ | {
        "TOKTOK_RPC_URL": node.url,
        "TOKTOK_DATABASE_URL": settings.database_url,
        "TOKTOK_DEPLOYMENTS_DIR": str(settings.deployments_dir),
        "TOKTOK_POLL_SECONDS": "0.02",
    }


@contextmanager
def _process(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", "from toktok.cli import main; main()", "index"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def _until_moved(store: Store, *, beyond: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while _position(store) <= beyond:
        assert time.monotonic() < deadline, "the indexer does not move"
        await asyncio.sleep(0.002)


def _position(store: Store) -> int:
    with store.read() as session:
        cursor = session.get(Cursor, 1)
        return cursor.number if cursor else 0
