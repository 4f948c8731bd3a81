"""The chain is rewritten under the indexer while trades go on."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.history import History
from tests.support.mirror import audited, dump, index_once, indexing, new_store, until
from tests.support.rewriting import DEEPEST, rewrite
from tests.support.world import World
from toktok.chain.blocks import fetch_header
from toktok.chain.contracts import Contracts
from toktok.chain.rpc import Rpc
from toktok.config import Settings
from toktok.errors import ReorgTooDeepError
from toktok.indexer.backfill import Backfill
from toktok.indexer.commit import Writer
from toktok.indexer.fetch import Fetcher, Known
from toktok.indexer.notify import Commit
from toktok.indexer.preflight import deployment_on
from toktok.indexer.reorg import find_ancestor
from toktok.store.engine import Store


async def test_random_reorganisations_leave_what_a_fresh_index_has(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=11)
    history.begin(launches=2)
    chance = random.Random(12)
    async with indexing(settings, store) as running:
        await running.catch_up(world.node)
        for _ in range(25):
            await asyncio.to_thread(rewrite, history, chance)
            if chance.random() < 0.5:
                await running.catch_up(world.node)
        # What may still be rewritten is kept differently by one who saw the old branches.
        world.node.call("anvil_mine", hex(settings.confirmations + DEEPEST))
        await running.catch_up(world.node)
        await until(lambda: running.indexer.state.ready, task=running.task)
    assert (await audited(settings, store)).differences == []

    fresh_store = new_store(tmp_path / "fresh.db")
    await index_once(
        settings.model_copy(update={"database_url": fresh_store.url}), fresh_store, world.node
    )
    reorganised, fresh = dump(store), dump(fresh_store)
    for table, rows in fresh.items():
        assert reorganised[table] == rows, table
    fresh_store.close()


async def test_a_shorter_chain_is_followed_back(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=13)
    history.begin(launches=1)
    async with indexing(settings, store) as running:
        snapshot = world.node.call("evm_snapshot")
        history.play(10)
        await running.catch_up(world.node)
        world.node.call("evm_revert", snapshot)
        await running.catch_up(world.node)
    assert (await audited(settings, store)).differences == []


async def test_a_reorganisation_is_announced(
    world: World, settings: Settings, store: Store
) -> None:
    fan = world.people[0]
    commits: list[Commit] = []
    async with indexing(settings, store) as running:
        await running.catch_up(world.node)
        listening = asyncio.create_task(_collect(running.indexer.subscribe(), commits))
        before = world.node.block_number()
        for _ in range(6):
            world.tt.do(fan, "deposit", value=1)
        await running.catch_up(world.node)
        world.node.call("anvil_reorg", 3, [])
        await running.catch_up(world.node)
        await until(lambda: any(commit.reorg_to is not None for commit in commits))
        listening.cancel()
    [reorg] = [commit for commit in commits if commit.reorg_to is not None]
    # The commit before these six may still have been on its way to who listens.
    assert commits[commits.index(reorg) - 1].head.number == before + 6
    assert reorg.reorg_to == before + 3
    assert reorg.head.number == reorg.reorg_to


async def test_deeper_than_the_journal_stops_with_what_to_do(
    world: World, settings: Settings, store: Store
) -> None:
    shallow = settings.model_copy(update={"confirmations": 3})
    history = History(world, seed=15)
    history.begin(launches=1)
    async with indexing(shallow, store) as running:
        history.play(12)
        await running.catch_up(world.node)
        before = dump(store)
        world.node.call("anvil_reorg", 8, [])
        world.node.call("evm_mine")
        with pytest.raises(ReorgTooDeepError, match="TOKTOK_CONFIRMATIONS"):
            await until(lambda: False, task=running.task)
        assert not running.indexer.state.ready
        assert "TOKTOK_CONFIRMATIONS" in str(running.indexer.state.trouble)
    assert dump(store) == before


async def test_in_the_middle_of_a_quiet_history_the_branch_is_known(
    world: World, settings: Settings, store: Store
) -> None:
    world.node.call("anvil_mine", hex(2 * settings.confirmations))
    async with Rpc(world.node.url) as rpc:
        deployment = await deployment_on(rpc, directory=settings.deployments_dir)
        writer = Writer(store, deployment, confirmations=settings.confirmations)
        anchor = await fetch_header(rpc, deployment.first_block - 1)
        assert anchor is not None
        writer.begin(anchor)
        backfill = Backfill(Fetcher(rpc, Contracts(deployment)))
        head = world.node.block_number()
        stop = head - settings.confirmations - 1
        async for blocks in backfill.ranges(deployment.first_block, stop, known=Known()):
            writer.apply(blocks, head=head)
        # Blocks that carry nothing are not kept that far down.
        assert writer.hash_at(stop) is None
        assert await find_ancestor(rpc, store) == stop


async def _collect(source: AsyncIterator[Commit], into: list[Commit]) -> None:
    async for commit in source:
        into.append(commit)  # noqa: PERF401  read while it grows
