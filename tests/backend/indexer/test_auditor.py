"""A gentle audit gives way: to an index that catches up, to a node that is busy, to a quiet chain."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.support.history import History
from tests.support.mirror import index_once, until
from tests.support.proxy import Mishap, Proxy, proxy
from tests.support.tampering import changed
from tests.support.world import World
from toktok.config import Settings
from toktok.indexer.audit import metrics
from toktok.indexer.audit.auditor import Auditor
from toktok.store.engine import Store
from toktok.store.tables import Creator

pytestmark = pytest.mark.databases("sqlite")


class Turns:
    """Asked at each turn whether the index is live: counts them, and says what it is told to."""

    def __init__(self) -> None:
        self.number = 0
        self.live = True

    def __call__(self) -> bool:
        self.number += 1
        return self.live

    async def pass_by(self, more: int) -> None:
        """Wait for so many turns to begin."""
        enough = self.number + more
        await until(lambda: self.number >= enough)


@asynccontextmanager
async def auditing(
    world: World, settings: Settings, store: Store
) -> AsyncIterator[tuple[Auditor, Turns, Proxy]]:
    """An auditor at work on an index that stands at the head, and the proxy it asks through."""
    history = History(world, seed=34)
    history.begin(launches=1)
    await index_once(settings, store, world.node)
    with proxy(world.node.url) as between:
        hasty = settings.model_copy(
            update={"rpc_url": between.url, "audit_seconds": 0.02, "audit_values": 10_000}
        )
        turns = Turns()
        auditor = Auditor(hasty, store, is_live=turns)
        task = asyncio.create_task(auditor.run())
        try:
            yield auditor, turns, between
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_it_waits_while_the_index_catches_up(
    world: World, settings: Settings, store: Store
) -> None:
    async with auditing(world, settings, store) as (auditor, turns, between):
        await until(lambda: auditor.last is not None)
        turns.live = False
        await turns.pass_by(2)
        before, asked = auditor.last, len(between.requests)
        await turns.pass_by(3)
        assert (auditor.last, len(between.requests)) == (before, asked)
        turns.live = True
        await until(lambda: auditor.last is not before)


async def test_a_node_that_is_busy_is_asked_again_later(
    world: World, settings: Settings, store: Store
) -> None:
    async with auditing(world, settings, store) as (auditor, turns, between):
        await until(lambda: auditor.last is not None)
        between.mishap = lambda _calls: Mishap(status=429)
        await turns.pass_by(2)
        before, failed = auditor.last, metrics.FAILURES._value.get()
        await turns.pass_by(2)
        assert metrics.FAILURES._value.get() > failed
        assert auditor.last is before
        between.mishap = lambda _calls: None
        await until(lambda: auditor.last is not before)
        assert auditor.trouble is None


async def test_a_doubt_waits_for_another_block(
    world: World, settings: Settings, store: Store
) -> None:
    async with auditing(world, settings, store) as (auditor, turns, between):
        await until(lambda: auditor.last is not None)
        with changed(store, Creator, "reserve"):
            await until(lambda: auditor.last is not None and auditor.last.differences > 0)
            await turns.pass_by(1)
            asked = len(between.requests)
            await turns.pass_by(5)
            assert len(between.requests) == asked
            assert auditor.trouble is None
            world.node.wait_until(60)
            await index_once(settings, store, world.node)
            await until(lambda: auditor.trouble is not None)
            assert str(auditor.trouble).startswith("1 value is not the chain's: creator 0x")
            assert " reserve: ours " in str(auditor.trouble)
