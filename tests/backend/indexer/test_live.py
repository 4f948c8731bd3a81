"""News: where it comes from, and who hears it."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from typing import Any

import pytest

from tests.support.mirror import PATIENCE, indexing, until
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


async def test_an_announced_block_takes_one_question(
    world: World, settings: Settings, store: Store
) -> None:
    rounds, asked = 6, Counter[tuple[str, ...]]()

    def intercept(calls: Any) -> str | None:
        listed = calls if isinstance(calls, list) else [calls]
        asked[tuple(call["method"] for call in listed if call["params"][0] != "latest")] += 1
        return None

    with proxy(world.node.url) as between:
        urls = {"rpc_url": between.url, "ws_url": websocket_url(world.node.url), "poll_seconds": 60}
        async with indexing(settings.model_copy(update=urls), store) as running:
            await running.catch_up(world.node)
            world.tt.do(world.people[0], "deposit", value=1)
            await running.catch_up(world.node)  # by an announcement: nobody polls
            between.intercept = intercept
            for _ in range(rounds):
                world.tt.do(world.people[0], "deposit", value=1)
                await running.catch_up(world.node)
                world.node.call("evm_mine")
                await running.catch_up(world.node)
    with_events, empty = ("eth_getBlockByNumber", "eth_getBlockReceipts"), ("eth_getBlockByNumber",)
    # The first may have been seen by who looked at the head for the last announcement.
    assert asked[with_events] >= rounds - 1
    assert asked[empty] == rounds
    assert asked.total() - asked[()] <= 2 * rounds


async def test_a_head_that_goes_on_shows_while_the_index_cannot(
    world: World, settings: Settings, store: Store
) -> None:
    """The node announces blocks and does not hand them out."""
    patience = threading.Event()
    with proxy(world.node.url) as between:
        urls = {"rpc_url": between.url, "ws_url": websocket_url(world.node.url), "poll_seconds": 60}
        async with indexing(settings.model_copy(update=urls), store) as running:
            state = running.indexer.state
            await running.catch_up(world.node)
            world.tt.do(world.people[0], "deposit", value=1)
            await running.catch_up(world.node)  # by an announcement: nobody polls
            await until(lambda: state.ready, task=running.task)

            def intercept(calls: Any) -> str | None:
                patience.wait(PATIENCE)
                return None

            between.intercept = intercept
            for _ in range(settings.max_lag_blocks + 1):
                world.node.call("evm_increaseTime", 12)
                world.node.call("evm_mine")
            await until(lambda: state.lag_blocks > settings.max_lag_blocks, task=running.task)
            assert not state.ready
            assert state.lag_seconds >= 12 * settings.max_lag_blocks
            patience.set()
            await running.catch_up(world.node)
            await until(lambda: state.ready, task=running.task)
            assert (state.lag_blocks, state.lag_seconds) == (0, 0)


@pytest.mark.databases("sqlite")
async def test_without_announcements_the_head_is_asked_for_while_a_step_takes_long(
    world: World, settings: Settings, store: Store
) -> None:
    patience = threading.Event()

    def intercept(calls: Any) -> str | None:
        listed = calls if isinstance(calls, list) else [calls]
        if any(call["method"] == "eth_getBlockReceipts" for call in listed):
            patience.wait(PATIENCE)
        return None

    with proxy(world.node.url) as between:
        async with indexing(settings.model_copy(update={"rpc_url": between.url}), store) as running:
            state = running.indexer.state
            await running.catch_up(world.node)
            between.intercept = intercept
            world.tt.do(world.people[0], "deposit", value=1)
            await until(lambda: state.lag_blocks == 1, task=running.task)
            world.node.call("anvil_mine", hex(settings.max_lag_blocks))
            await until(lambda: state.lag_blocks > settings.max_lag_blocks, task=running.task)
            patience.set()
            await running.catch_up(world.node)
            await until(lambda: state.ready, task=running.task)


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
