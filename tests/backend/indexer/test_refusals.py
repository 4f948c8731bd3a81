"""Nodes that refuse now and then, as public ones do, or for good."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.support.history import History
from tests.support.mirror import audited, index_once, indexing, until
from tests.support.proxy import Answer, proxy, refuse
from tests.support.world import World
from toktok.config import Settings
from toktok.errors import RpcError
from toktok.indexer.state import Phase
from toktok.store.engine import Store

#: What a node refuses is no matter of databases.
pytestmark = pytest.mark.databases("sqlite")

METHODS = ("eth_chainId", "eth_getCode", "eth_getBlockByNumber", "eth_getBlockReceipts")


@pytest.mark.parametrize("method", METHODS)
async def test_one_refusal_of_anything_is_got_over(
    world: World, settings: Settings, store: Store, method: str
) -> None:
    for person in world.people[:9]:
        world.tt.do(person, "deposit", value=1)
    refusals = [method] * 9  # more than contradictions are forgiven

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if refusals and request["method"] == method:
            refusals.pop()
            return refuse(request, "internal error", code=-32603)
        return reply

    with proxy(world.node.url) as between:
        between.twist = twist
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            await running.catch_up(world.node)
            await until(lambda: running.indexer.state.ready, task=running.task)
    assert not refusals


async def test_a_load_balancer_that_forgets_is_got_over(
    world: World, settings: Settings, store: Store
) -> None:
    """Behind it some nodes lack blocks and receipts, and some refuse."""
    history = History(world, seed=81)
    history.begin(launches=1)
    for _ in range(3):
        with world.node.one_block():
            history.play(8)
    chance = random.Random(82)

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if chance.random() < 0.99 or request["method"] in METHODS[:2]:
            return reply
        if "Receipt" in request["method"]:
            return refuse(request, "header not found")
        return {**reply, "result": None}

    with proxy(world.node.url) as between:
        between.twist = twist
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            await running.catch_up(world.node)
    assert (await audited(settings, store)).differences == []


async def test_a_node_that_always_refuses_is_given_up_with_what_to_do(
    world: World, settings: Settings, store: Store
) -> None:
    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if "Receipt" in request["method"]:
            return refuse(request, "internal error", code=-32603)
        return reply

    with proxy(world.node.url) as between:
        between.twist = twist
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            state = running.indexer.state
            await until(lambda: "internal error" in str(state.trouble), task=running.task)
            with pytest.raises(RpcError, match="internal error"):
                await until(lambda: False, task=running.task)
            assert state.phase is Phase.STOPPED
            assert "another node" in str(state.trouble)
        assert between.asked("eth_getBlockReceipts") > 30
    await index_once(settings, store, world.node)
    assert (await audited(settings, store)).differences == []


@pytest.mark.parametrize("answer", ['"busy"', '{"id": 1, "result": {"number": "0x"}}', "[[]]"])
async def test_answers_that_make_no_sense_are_an_outage(
    world: World, settings: Settings, store: Store, answer: str
) -> None:
    with proxy(world.node.url) as between:
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            await running.catch_up(world.node)
            between.intercept = lambda _calls: answer
            state = running.indexer.state
            await until(lambda: state.phase is Phase.NODE_DOWN, task=running.task)
            between.intercept = lambda _calls: None
            world.tt.do(world.people[0], "deposit", value=1)
            await running.catch_up(world.node)
