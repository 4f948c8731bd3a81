"""A node that leaves logs out, or lies otherwise, is caught and never indexed past."""

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
from toktok.chain.decode import topic_of
from toktok.chain.events import abi_name
from toktok.chain.followed import FOLLOWED
from toktok.config import Settings
from toktok.errors import UntrustedNodeError
from toktok.store.engine import Store
from toktok.store.tables import Cursor

#: What a node says is judged before any database is asked.
pytestmark = pytest.mark.databases("sqlite")

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
        if request["method"] == "eth_getBlockReceipts":
            for receipt in reply["result"]:
                receipt["logs"] = [log for log in receipt["logs"] if keep(log)]
        return reply

    return twist


async def _is_given_up(world: World, liar: Proxy, settings: Settings, store: Store) -> None:
    async with indexing(settings, store) as running:
        with pytest.raises(UntrustedNodeError):
            await until(lambda: False, task=running.task)
        assert "another node" in str(running.indexer.state.trouble)
    asked = liar.asked("eth_getBlockByNumber")
    assert asked < 30 * world.node.block_number(), "it was asked again, but not for ever"


@pytest.mark.parametrize("times", [1, 40])
async def test_logs_left_out_now_and_then_are_asked_for_again(
    world: World, liar: Proxy, lied_to: Settings, store: Store, times: int
) -> None:
    chance = random.Random(32)
    left = iter(range(times))
    liar.twist = leaving_out(lambda log: chance.random() > 0.02 or next(left, None) is None)
    await index_once(lied_to, store, world.node)
    assert next(left, None) is None
    assert (await audited(lied_to, store)).differences == []


@pytest.mark.parametrize(
    ("contract", "event"),
    [
        ("CreatorMarket", "Launched"),
        ("CreatorToken", "Transfer"),
        ("ToktokToken", "Approval"),
    ],
)
async def test_one_kind_of_event_left_out_for_good_stops_the_indexer(
    world: World, liar: Proxy, lied_to: Settings, store: Store, contract: str, event: str
) -> None:
    [kind] = [each for each in FOLLOWED[contract] if abi_name(each) == event]
    topic = f"0x{topic_of(contract, kind).hex()}"
    logs = world.node.call("eth_getLogs", {"fromBlock": "0x0", "topics": [topic]})
    assert logs, "it never happened"
    liar.twist = leaving_out(lambda log: log["topics"][0] != topic)
    await _is_given_up(world, liar, lied_to, store)
    with store.read() as session:
        cursor = session.get_one(Cursor, 1)
    assert cursor.number < int(logs[0]["blockNumber"], 16), "nothing was indexed past the lie"


@pytest.mark.parametrize(
    ("field", "value"), [("logsBloom", "0x" + "00" * 256), ("parentHash", "0x" + "77" * 32)]
)
async def test_a_header_that_lies_stops_the_indexer(
    world: World, liar: Proxy, lied_to: Settings, store: Store, field: str, value: str
) -> None:
    """An empty bloom would hide a block; its hash gives it away."""

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if request["method"] == "eth_getBlockByNumber" and request["params"][0] != "latest":
            number = int(request["params"][0], 16)
            if number == world.first_block + 7:
                reply["result"][field] = value
        return reply

    liar.twist = twist
    await _is_given_up(world, liar, lied_to, store)


async def test_live_blocks_are_checked_as_well(
    world: World, liar: Proxy, lied_to: Settings, store: Store
) -> None:
    history = History(world, seed=33)
    async with indexing(lied_to, store) as running:
        await running.catch_up(world.node)
        left = iter(range(3))
        liar.twist = leaving_out(lambda log: next(left, None) is None)
        history.begin(launches=1)
        await asyncio.to_thread(history.play, 30)
        await running.catch_up(world.node)
    assert next(left, None) is None
    assert (await audited(lied_to, store)).differences == []
