"""News: where it comes from, and who hears it."""

from __future__ import annotations

import asyncio

from tests.support.mirror import indexing
from tests.support.proxy import proxy
from tests.support.world import World
from toktok.chain.blocks import fetch_head
from toktok.chain.rpc import Rpc
from toktok.config import Settings
from toktok.indexer.live import Announcement, HeadWatch, websocket_url
from toktok.indexer.notify import Commit, Head, Notifier
from toktok.store.engine import Store


async def test_heads_are_announced_by_the_node(world: World) -> None:
    url = websocket_url(world.node.url)
    heard: list[Announcement] = []
    async with HeadWatch(url, poll_seconds=3_600, on_head=heard.append) as watch:
        assert await watch.wait() is None  # the subscription itself is news
        world.tt.do(world.people[0], "deposit", value=1)
        news = await asyncio.wait_for(watch.wait(), 10)
    async with Rpc(world.node.url) as rpc:
        head = await fetch_head(rpc)
    assert news == Announcement(head.number, head.hash, head.timestamp, head.bloom)
    assert heard[-1] == news


async def test_without_announcements_it_polls(
    world: World, settings: Settings, store: Store
) -> None:
    with proxy(world.node.url) as plain:
        async with indexing(settings.model_copy(update={"rpc_url": plain.url}), store) as running:
            await running.catch_up(world.node)
            world.tt.do(world.people[0], "deposit", value=1)
            await running.catch_up(world.node)


async def test_a_subscriber_that_sleeps_gets_the_newest_and_holds_nobody_up() -> None:
    notifier = Notifier()
    news = notifier.subscribe()
    first = asyncio.ensure_future(anext(news))
    await asyncio.sleep(0)  # it subscribes once it runs
    commits = [Commit(Head(number, bytes(32), number)) for number in range(5_000)]
    for commit in commits:
        notifier.publish(commit)
    heard = [await first]
    while heard[-1] is not commits[-1]:
        heard.append(await anext(news))
    assert heard == commits[-len(heard) :]
