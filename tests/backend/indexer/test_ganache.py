"""The same on Ganache: no receipts by block, every block final at once, another clock."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.history import History
from tests.support.mirror import audited, index_once, indexing
from tests.support.node import Node, ganache
from tests.support.world import deploy
from toktok.config import Settings
from toktok.store.engine import Store

#: It is about the node; what is written is tried on both databases elsewhere.
pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def node() -> Iterator[Node]:
    with ganache() as fresh:
        yield fresh


async def test_a_history_on_ganache_is_indexed_as_it_is_and_as_it_comes(
    node: Node, settings: Settings, store: Store, tmp_path: Path
) -> None:
    world = deploy(node)
    world.write_record(tmp_path)
    history = History(world, seed=71)
    history.begin(launches=1)
    history.play(60)
    async with indexing(settings, store) as running:
        await running.catch_up(node)
        assert (await audited(settings, store)).differences == []
        await asyncio.to_thread(history.play, 40)
        await running.catch_up(node)
    report = await audited(settings, store)
    assert report.differences == []
    assert report.total > 100


async def test_logs_of_several_transactions_are_numbered_through(
    node: Node, settings: Settings, store: Store, tmp_path: Path
) -> None:
    """Ganache begins anew with each transaction of a block."""
    world = deploy(node)
    world.write_record(tmp_path)
    history = History(world, seed=72)
    history.begin(launches=1)
    with node.one_block():
        sent = [world.tt.send(person, "deposit", value=1) for person in world.people]
        sent += [world.tt.send(person, "withdraw", 1) for person in world.people]
    receipts = [node.call("eth_getTransactionReceipt", tx) for tx in sent]
    assert len({receipt["blockNumber"] for receipt in receipts}) == 1
    assert {receipt["logs"][0]["logIndex"] for receipt in receipts} == {"0x0"}
    await index_once(settings, store, node)
    assert (await audited(settings, store)).differences == []
    history.play(20)
    await index_once(settings, store, node)
    assert (await audited(settings, store)).differences == []


async def test_failed_transaction_beside_events_is_indexed(
    node: Node, settings: Settings, store: Store, tmp_path: Path
) -> None:
    """Ganache hashes the status of a failure in a way of its own."""
    world = deploy(node)
    world.write_record(tmp_path)
    History(world, seed=73).begin(launches=1)
    first, second = world.people[:2]
    with node.one_block():
        paid = world.tt.send(first, "deposit", value=1)
        refused = world.tt.send(second, "withdraw", 10**30)
    receipts = [node.call("eth_getTransactionReceipt", tx) for tx in (paid, refused)]
    assert [receipt["status"] for receipt in receipts] == ["0x1", "0x0"]
    assert len({receipt["blockNumber"] for receipt in receipts}) == 1
    await index_once(settings, store, node)
    assert (await audited(settings, store)).differences == []
