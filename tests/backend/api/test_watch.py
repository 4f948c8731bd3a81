"""Watching goes on, whatever is wrong with the database or the node."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.support.mirror import index_once, until
from tests.support.world import World
from toktok.api.watch import MirrorWatch
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.migrate import migrate

pytestmark = pytest.mark.databases("sqlite")


async def test_a_database_that_cannot_be_read_is_waited_for(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    late = Store(f"sqlite:///{tmp_path / 'late.db'}")
    watch = MirrorWatch(settings, late, None)
    watching = asyncio.create_task(watch.run())
    await until(
        lambda: "OperationalError" in str(watch.trouble),
        task=watching,
    )
    assert not watch.ready
    migrate(late)
    await index_once(settings.model_copy(update={"database_url": late.url}), late, world.node)
    await until(lambda: watch.ready and watch.lag_blocks == 0, task=watching)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    late.close()
