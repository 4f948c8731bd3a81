"""A node with two faces: blocks that never were, beside or in the place of those that are."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support.history import History
from tests.support.lies import HEADER_LIES, Liar
from tests.support.mirror import head_hash, head_of, indexing, until
from tests.support.proxy import Answer, proxy
from tests.support.truth import Truth, ends_right
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store

#: What a node says is read alike for both.
pytestmark = pytest.mark.databases("sqlite")

_FORGED = "an empty block with a hash of its own"


async def test_a_head_that_never_was_is_taken_back(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=221)
    history.begin(launches=1)
    newest = world.node.call("eth_getBlockByNumber", "latest", False)
    forged = HEADER_LIES[_FORGED](newest)

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        found = reply.get("result")
        if request["method"] == "eth_getBlockByNumber" and found == newest:
            return {**reply, "result": forged}
        return reply

    with proxy(world.node.url) as between:
        between.twist = twist
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            never_was = bytes.fromhex(forged["hash"][2:])
            await until(lambda: head_of(store) == never_was, task=running.task)
            between.twist = lambda _request, reply: reply
            await until(lambda: head_of(store) == head_hash(world.node), task=running.task)
    await ends_right(store, Truth(world.node, settings, tmp_path))


async def test_two_blocks_of_one_number_in_turn_end_as_the_one_that_stays(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=222)
    history.begin(launches=1)
    liar = Liar(world.node, [_FORGED], chance=Random(222), share=0.5)
    with proxy(world.node.url) as between:
        between.twist = liar.twist
        through = settings.model_copy(update={"rpc_url": between.url})
        for _ in range(3):
            enough = sum(liar.told.values()) + 20
            async with indexing(through, store) as running:
                while sum(liar.told.values()) < enough and not running.task.done():
                    await asyncio.to_thread(history.play, 1)
        liar.silent = True
        async with indexing(through, store) as running:
            await running.catch_up(world.node)
    await ends_right(store, Truth(world.node, settings, tmp_path))
