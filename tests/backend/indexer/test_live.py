"""News: where it comes from, and who hears it."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from tests.support.mirror import indexing, until
from tests.support.proxy import proxy
from tests.support.world import World
from toktok.config import Settings
from toktok.indexer.live import HeadWatch, websocket_url
from toktok.indexer.notify import Commit, TableWatcher
from toktok.store.engine import Store


async def test_heads_are_announced_by_the_node(world: World) -> None:
    url = websocket_url(world.node.url)
    async with HeadWatch(url, poll_seconds=3_600) as watch:
        await watch.wait()  # the subscription itself is news
        world.node.call("evm_mine")
        await asyncio.wait_for(watch.wait(), 10)


async def test_without_announcements_it_polls(
    world: World, settings: Settings, store: Store
) -> None:
    with proxy(world.node.url) as plain:
        async with indexing(settings.model_copy(update={"rpc_url": plain.url}), store) as running:
            await running.catch_up(world.node)
            world.tt.do(world.people[0], "deposit", value=1)
            await running.catch_up(world.node)


async def test_subscribers_hear_what_happened(
    world: World, settings: Settings, store: Store
) -> None:
    heard: list[Commit] = []
    read: list[Commit] = []
    async with indexing(settings, store) as running:
        await running.catch_up(world.node)
        watcher = TableWatcher(store, seconds=0.01)
        listeners = [
            asyncio.create_task(_listen(running.indexer, heard)),
            asyncio.create_task(_listen(watcher, read)),
        ]
        await until(lambda: running.indexer.listeners == 1)
        world.tt.do(world.people[0], "deposit", value=10**18)
        await running.catch_up(world.node)
        await until(lambda: bool(heard and read))
        for listener in listeners:
            listener.cancel()
    for commit in (heard[0], read[0]):
        assert commit.complete
        assert commit.head.number == world.node.block_number()
        [item] = commit.activities
        assert (item.kind, item.data["tt"]) == ("deposit", str(10_000 * 10**18))


async def test_the_watcher_of_another_process_notices_a_reorganisation(
    world: World, settings: Settings, store: Store
) -> None:
    read: list[Commit] = []
    async with indexing(settings, store) as running:
        for _ in range(4):
            world.tt.do(world.people[0], "deposit", value=1)
        await running.catch_up(world.node)
        watcher = TableWatcher(store, seconds=0.01)
        listener = asyncio.create_task(_listen(watcher, read))
        world.tt.do(world.people[0], "deposit", value=1)
        await until(lambda: bool(read))
        world.node.call("anvil_reorg", 3, [])
        await running.catch_up(world.node)
        await until(lambda: any(commit.reorg_to is not None for commit in read))
        listener.cancel()


async def _listen(source: object, into: list[Commit]) -> None:
    async with aclosing(source.subscribe()) as commits:  # type: ignore[attr-defined]
        async for commit in commits:
            into.append(commit)  # noqa: PERF401  read while it grows
