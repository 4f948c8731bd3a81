"""Nodes that are down, come back, set limits, or are another chain."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.support.history import History
from tests.support.mirror import audited, dump, index_once, indexing, until
from tests.support.node import anvil, free_port
from tests.support.proxy import Answer, proxy, refuse
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
        assert "cannot be reached" in state.reason
        with anvil(port=port) as node:
            world = deploy(node)
            world.write_record(tmp_path)
            await running.catch_up(node)
            await until(lambda: state.ready, task=running.task)


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
            assert "503" in state.reason
            history.begin(launches=1)
            history.play(30)
            flaky.refusals = []
            await running.catch_up(world.node)
            await until(lambda: state.ready, task=running.task)
    assert (await audited(settings, store)).differences == []


async def test_ranges_shrink_to_the_limit_of_the_provider(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=42)
    history.begin(launches=1)
    history.play(100)

    def limited(request: dict[str, object], reply: Answer) -> Answer:
        if request["method"] == "eth_getLogs" and len(reply["result"]) > 20:
            return refuse(request, "query returned more than 20 results", code=-32005)
        return reply

    with proxy(world.node.url) as between:
        between.twist = limited
        through = settings.model_copy(update={"rpc_url": between.url})
        await index_once(through, store, world.node)
    assert (await audited(settings, store)).differences == []


async def test_a_block_beyond_every_limit_is_read_from_its_receipts(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=43)
    history.begin(launches=1)
    history.play(10)

    def useless(request: dict[str, object], reply: Answer) -> Answer:
        if request["method"] == "eth_getLogs":
            return refuse(request, "response size exceeded")
        return reply

    with proxy(world.node.url) as between:
        between.twist = useless
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
            assert "make reset" in running.indexer.state.reason
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
