"""A node that leaves logs out is caught, and never indexed past."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.history import History
from tests.support.mirror import audited, index_once, indexing, until
from tests.support.proxy import Answer, Proxy, proxy
from tests.support.world import World
from toktok.chain.contracts import Contracts
from toktok.chain.deployments import load_deployment
from toktok.config import Settings
from toktok.errors import UntrustedNodeError
from toktok.store.engine import Store
from toktok.store.tables import Cursor

Keep = Callable[[dict[str, Any]], bool]


@pytest.fixture
def liar(world: World) -> Iterator[Proxy]:
    history = History(world, seed=31)
    history.begin(launches=2)
    history.play(120)
    # Blocks with many transactions: leaving out one log leaves others of its kind.
    for _ in range(4):
        with world.node.one_block():
            history.play(12)
    with proxy(world.node.url) as between:
        yield between


@pytest.fixture
def lied_to(settings: Settings, liar: Proxy) -> Settings:
    return settings.model_copy(update={"rpc_url": liar.url})


def leaving_out(keep: Keep) -> Callable[[dict[str, Any], Answer], Answer]:
    """Passes on only the logs that `keep` likes."""

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if request["method"] == "eth_getLogs":
            reply["result"] = [log for log in reply["result"] if keep(log)]
        return reply

    return twist


async def test_all_logs_left_out_are_found_by_bloom_and_receipts(
    world: World, liar: Proxy, lied_to: Settings, store: Store
) -> None:
    liar.twist = leaving_out(lambda log: False)
    await index_once(lied_to, store, world.node)
    assert liar.asked("eth_getBlockReceipts") > 0
    assert (await audited(lied_to, store)).differences == []


@pytest.mark.parametrize("share", [0.02, 0.5])
async def test_some_logs_left_out_are_found(
    world: World, liar: Proxy, lied_to: Settings, store: Store, share: float
) -> None:
    chance = random.Random(32)
    liar.twist = leaving_out(lambda log: chance.random() > share)
    await index_once(lied_to, store, world.node)
    assert (await audited(lied_to, store)).differences == []


@pytest.mark.parametrize(
    "event",
    [
        "Transfer",
        "RevenueBooked",
        "Traded",
        "Contributed",
        "Launched",
        "Credited",
        "IncomeDivided",
        "SaleBooked",
        "MomentOpened",
        "MomentCreated",
        "Minted",
        "Approval",
        "PlanSet",
    ],
)
async def test_one_kind_of_event_left_out_is_found(
    world: World, liar: Proxy, lied_to: Settings, store: Store, event: str
) -> None:
    contracts = Contracts(load_deployment(31337, directory=lied_to.deployments_dir))
    topic = f"0x{contracts.topic_of(event).hex()}"
    logs = world.node.call("eth_getLogs", {"fromBlock": "0x0", "topics": [topic]})
    assert logs, "it never happened"
    liar.twist = leaving_out(lambda log: log["topics"][0] != topic)
    await index_once(lied_to, store, world.node)
    assert (await audited(lied_to, store)).differences == []


async def test_receipts_that_do_not_fit_the_header_stop_the_indexer(
    world: World, liar: Proxy, lied_to: Settings, store: Store
) -> None:
    """It lies twice: no logs, and receipts without them. The root in the header gives it away."""
    hide = leaving_out(lambda log: False)

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if request["method"] == "eth_getBlockReceipts":
            for receipt in reply["result"]:
                receipt["logs"] = []
        return hide(request, reply)

    liar.twist = twist
    async with indexing(lied_to, store) as running:
        with pytest.raises(UntrustedNodeError, match="header commits"):
            await until(lambda: False, task=running.task)
        assert "another node" in running.indexer.state.reason
    blocks = world.node.block_number()
    asked = liar.asked("eth_getBlockReceipts")
    assert 0 < asked < 10 * blocks, "it was asked again, but not for ever"
    with store.read() as session:
        cursor = session.get_one(Cursor, 1)
    assert cursor.number < world.first_block + 5, "nothing was indexed past the lie"


async def test_two_branches_at_once_are_given_up(
    world: World, liar: Proxy, lied_to: Settings, store: Store
) -> None:
    """A node whose blocks never link."""

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if request["method"] == "eth_getBlockByNumber" and request["params"][0] != "latest":
            number = int(request["params"][0], 16)
            if number == world.first_block + 7:
                reply["result"]["parentHash"] = "0x" + "77" * 32
        return reply

    liar.twist = twist
    async with indexing(lied_to, store) as running:
        with pytest.raises(UntrustedNodeError):
            await until(lambda: False, task=running.task)


async def test_live_blocks_are_checked_as_well(
    world: World, liar: Proxy, lied_to: Settings, store: Store
) -> None:
    history = History(world, seed=33)
    async with indexing(lied_to, store) as running:
        await running.catch_up(world.node)
        liar.twist = leaving_out(lambda log: False)
        history.begin(launches=1)
        await asyncio.to_thread(history.play, 30)
        await running.catch_up(world.node)
    assert (await audited(lied_to, store)).differences == []
