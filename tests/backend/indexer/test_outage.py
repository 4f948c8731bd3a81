"""Nodes that are down, come back, set limits, or are another chain."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.support.history import History
from tests.support.mirror import audited, dump, index_once, indexing, until
from tests.support.node import anvil, free_port
from tests.support.proxy import Answer, Twist, proxy, refuse
from tests.support.world import World, deploy
from toktok.config import Settings
from toktok.errors import ChainMismatchError, ConfigError
from toktok.indexer.state import Phase
from toktok.store.engine import Store


async def test_a_node_that_is_down_at_start_is_waited_for(tmp_path: Path, store: Store) -> None:
    port = free_port()
    settings = Settings(
        rpc_url=f"http://127.0.0.1:{port}", database_url=store.url, deployments_dir=tmp_path
    )
    async with indexing(settings, store) as running:
        state = running.indexer.state
        await until(lambda: state.phase is Phase.NODE_DOWN, task=running.task)
        assert not state.ready
        assert "cannot be reached" in str(state.trouble)
        with anvil(port=port) as node:
            world = deploy(node)
            world.write_record(tmp_path)
            await running.catch_up(node)
            await until(lambda: state.ready, task=running.task)


async def test_who_catches_up_after_an_outage_does_not_speak_of_it_any_more(
    world: World, settings: Settings, store: Store
) -> None:
    world.node.call("anvil_mine", hex(3_500))
    more = threading.Event()

    def wait(calls: Any) -> None:
        asked = [call["params"][0] for call in calls if isinstance(call, dict)]
        if any(number.startswith("0x") and int(number, 16) > 3_000 for number in asked):
            more.wait()

    with proxy(world.node.url) as between:
        between.refusals = [503] * 5
        between.intercept = wait
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            state = running.indexer.state
            try:
                await until(lambda: state.phase is Phase.NODE_DOWN, task=running.task)
                assert "503" in str(state.trouble)
                await until(lambda: (state.indexed_number or 0) > 500, task=running.task)
                assert state.phase is Phase.CATCHING_UP
                assert "blocks behind" in str(state.trouble)
            finally:
                more.set()
            await running.catch_up(world.node)


async def test_a_record_that_is_missing_is_named(
    node: object, settings: Settings, store: Store
) -> None:
    async with indexing(settings, store) as running:
        with pytest.raises(ConfigError, match="not deployed on chain 31337"):
            await until(lambda: False, task=running.task)


async def test_an_outage_is_reported_and_then_made_up_for(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=41)
    with proxy(world.node.url) as flaky:
        through = settings.model_copy(update={"rpc_url": flaky.url})
        async with indexing(through, store) as running:
            state = running.indexer.state
            await running.catch_up(world.node)
            await until(lambda: state.ready, task=running.task)
            flaky.refusals = [503] * 100_000
            await until(lambda: not state.ready, task=running.task)
            assert "503" in str(state.trouble)
            history.begin(launches=1)
            history.play(30)
            flaky.refusals = []
            await running.catch_up(world.node)
            await until(lambda: state.ready, task=running.task)
    assert (await audited(settings, store)).differences == []


def _small_answers(request: dict[str, Any], reply: Answer) -> Answer:
    """No receipts of blocks with more than so many logs."""
    if request["method"] != "eth_getBlockReceipts":
        return reply
    if sum(len(receipt["logs"]) for receipt in reply["result"]) <= 4:
        return reply
    return refuse(request, "response size exceeded", code=-32005)


def _no_block_receipts(request: dict[str, Any], reply: Answer) -> Answer:
    if request["method"] == "eth_getBlockReceipts":
        return refuse(request, "the method does not exist", code=-32601)
    return reply


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("limited", [_small_answers, _no_block_receipts])
async def test_where_blocks_receipts_are_refused_each_transaction_s_are_asked_for(
    world: World, settings: Settings, store: Store, limited: Twist
) -> None:
    history = History(world, seed=42)
    history.begin(launches=1)
    history.play(50)
    with world.node.one_block():
        history.play(20)
    with proxy(world.node.url) as between:
        between.twist = limited
        through = settings.model_copy(update={"rpc_url": between.url})
        await index_once(through, store, world.node)
        assert between.asked("eth_getTransactionReceipt") > 20
    assert (await audited(settings, store)).differences == []


@pytest.mark.databases("sqlite")
async def test_a_method_that_failed_once_is_not_given_up(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=44)
    history.begin(launches=1)
    failures = iter([None] * 2)

    def fail(request: dict[str, Any], reply: Answer) -> Answer:
        if request["method"] == "eth_getBlockReceipts" and next(failures, reply) is None:
            return refuse(request, "method handler crashed", code=-32603)
        return reply

    with proxy(world.node.url) as between:
        between.twist = fail
        through = settings.model_copy(update={"rpc_url": between.url})
        async with indexing(through, store) as running:
            await running.catch_up(world.node)
            before = between.asked("eth_getTransactionReceipt")
            await asyncio.to_thread(history.play, 5)
            await running.catch_up(world.node)
        assert next(failures, "all told") == "all told"
        assert between.asked("eth_getTransactionReceipt") == before
    assert (await audited(settings, store)).differences == []


@pytest.mark.databases("sqlite")
async def test_batches_shrink_to_the_limit_of_the_provider(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=43)
    history.begin(launches=1)
    history.play(50)

    def limited(calls: Any) -> str | None:
        if isinstance(calls, list) and len(calls) > 7:
            return json.dumps(refuse({"id": None}, "batch limit exceeded"))
        return None

    with proxy(world.node.url) as between:
        between.intercept = limited
        through = settings.model_copy(update={"rpc_url": between.url})
        await index_once(through, store, world.node)
    assert (await audited(settings, store)).differences == []


async def test_a_chain_that_was_reset_is_refused(tmp_path: Path, store: Store) -> None:
    port = free_port()
    settings = Settings(
        rpc_url=f"http://127.0.0.1:{port}", database_url=store.url, deployments_dir=tmp_path
    )
    with anvil(port=port) as node:
        deploy(node).write_record(tmp_path)
        await index_once(settings, store, node)
    before = dump(store)
    with anvil(port=port) as node:
        # Same genesis, same addresses: only the blocks' hashes tell.
        node.call("evm_increaseTime", 1_000)
        deploy(node).write_record(tmp_path)
        node.call("anvil_mine", hex(settings.confirmations + 10))
        async with indexing(settings, store) as running:
            with pytest.raises(ChainMismatchError, match="make reset"):
                await until(lambda: False, task=running.task)
            assert "make reset" in str(running.indexer.state.trouble)
    assert dump(store) == before


async def test_a_reset_while_following_is_refused(tmp_path: Path, store: Store) -> None:
    port = free_port()
    settings = Settings(
        rpc_url=f"http://127.0.0.1:{port}", database_url=store.url, deployments_dir=tmp_path
    )
    with anvil(port=port) as node:
        deploy(node).write_record(tmp_path)
        task_settings = settings.model_copy(update={"poll_seconds": 0.02})
        async with indexing(task_settings, store) as running:
            await running.catch_up(node)
            before = dump(store)
            node.call("anvil_reset")
            with pytest.raises(ChainMismatchError, match="make reset"):
                await until(lambda: False, task=running.task)
    assert dump(store) == before


async def test_a_record_of_another_market_is_refused(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    await index_once(settings, store, world.node)
    other = deploy(world.node)
    other.write_record(tmp_path)
    async with indexing(settings, store) as running:
        with pytest.raises(ChainMismatchError, match="database mirrors"):
            await until(lambda: False, task=running.task)


async def test_a_second_indexer_waits_until_the_first_is_gone(
    world: World, settings: Settings, store: Store
) -> None:
    async with indexing(settings, store) as first:
        await first.catch_up(world.node)
        other = Store(store.url)
        async with indexing(settings, other) as second:
            await until(lambda: second.indexer.state.phase is Phase.STANDBY)
            world.tt.do(world.people[0], "deposit", value=1)
            await first.catch_up(world.node)
            assert second.indexer.state.phase is Phase.STANDBY
            first.task.cancel()
            await asyncio.gather(first.task, return_exceptions=True)
            world.tt.do(world.people[0], "deposit", value=1)
            await second.catch_up(world.node)
            await until(lambda: second.indexer.state.ready)
        other.close()
    assert (await audited(settings, store)).differences == []
