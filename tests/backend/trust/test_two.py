"""Two indexers of one database: one writes, the other waits, and takes over when the first dies."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from tests.support.children import toktok_index
from tests.support.databases import Databases
from tests.support.history import History
from tests.support.mirror import head_of, until
from tests.support.node import Node
from tests.support.truth import Truth, ends_right, stands_at_head
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store

#: What an indexer says when it begins to write.
_LEADS = "Following chain"
_SOON = 10.0


async def test_of_two_that_start_at_once_one_writes_and_the_other_takes_over(
    node: Node, world: World, databases: Databases, database_kind: str, tmp_path: Path
) -> None:
    """Neither finds a schema: they race for that as well."""
    history = History(world, seed=201)
    history.begin(launches=1)
    logs = [tmp_path / "first.log", tmp_path / "second.log"]
    with databases.new(database_kind, tmp_path, migrated=False) as url:
        settings = Settings(
            rpc_url=node.url, database_url=url, deployments_dir=tmp_path, poll_seconds=0.05
        )
        with toktok_index(settings, logs[0]) as first, toktok_index(settings, logs[1]) as second:
            processes = {logs[0]: first, logs[1]: second}
            await until(lambda: any(_LEADS in log.read_text() for log in logs))
            store = Store(url)
            await until(lambda: stands_at_head(store, node))
            await asyncio.to_thread(history.play, 20)
            await until(lambda: stands_at_head(store, node))
            [leader] = [log for log in logs if _LEADS in log.read_text()]
            assert all(process.poll() is None for process in processes.values())
            processes.pop(leader).kill()
            killed, before = time.monotonic(), head_of(store)
            await asyncio.to_thread(history.play, 5)
            await until(lambda: head_of(store) != before)
            assert time.monotonic() - killed < _SOON
            [heir] = processes
            assert _LEADS in heir.read_text()
            await until(lambda: stands_at_head(store, node))
        await ends_right(store, Truth(node, settings, tmp_path))
        store.close()
