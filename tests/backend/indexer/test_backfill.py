"""Ranges of blocks: complete, in order, with few requests, whatever is born in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.history import History
from tests.support.proxy import Answer, proxy
from tests.support.world import FOREVER, NOBODY, TT, World, deploy
from toktok.chain.contracts import Contracts
from toktok.chain.decode import decoders
from toktok.chain.deployments import Deployment, load_deployment
from toktok.chain.events import Transfer
from toktok.chain.followed import FOLLOWED
from toktok.chain.rpc import Hooks, Rpc
from toktok.indexer.backfill import Backfill
from toktok.indexer.errors import IncompleteRangeError
from toktok.indexer.fetch import FetchedRange, Fetcher, Known


@pytest.fixture
def deployment(world: World, tmp_path: Path) -> Deployment:
    return load_deployment(31337, directory=tmp_path)


@pytest.fixture
async def asked() -> Counter[str]:
    return Counter()


@pytest.fixture
async def rpc(world: World, asked: Counter[str]) -> AsyncIterator[Rpc]:
    async with Rpc(world.node.url, hooks=Hooks(request=lambda name: asked.update([name]))) as rpc:
        yield rpc


async def _read(backfill: Backfill, last: int) -> list[FetchedRange]:
    return [each async for each in backfill.ranges(1, last, known=Known())]


def _places(ranges: list[FetchedRange]) -> list[tuple[int, int]]:
    return [
        (event.block_number, event.log_index)
        for each in ranges
        for block in each
        for event in block.events
    ]


def _listed(world: World, tokens: list[str]) -> list[tuple[int, int]]:
    """Where the node's own search finds what is followed."""
    followed = [(name, each.address) for name, each in world.named.items() if name in FOLLOWED]
    found = []
    for name, address in [*followed, *(("CreatorToken", token) for token in tokens)]:
        topics = [f"0x{topic.hex()}" for topic in decoders(name)]
        query = {"fromBlock": "0x0", "address": address, "topics": [topics]}
        found += world.node.call("eth_getLogs", query)
    return sorted((int(log["blockNumber"], 16), int(log["logIndex"], 16)) for log in found)


@pytest.mark.parametrize(("logs", "blocks"), [(9_000, 1_000), (1, 1_000), (9_000, 3), (9_000, 8)])
async def test_ranges_of_any_size_hold_every_event_there_was(
    world: World, deployment: Deployment, rpc: Rpc, logs: int, blocks: int
) -> None:
    history = History(world, seed=61)
    history.begin(launches=2)
    history.play(60)
    other = deploy(world.node)
    with world.node.one_block():  # what a stranger's token says beside us is none of ours
        world.tt.send(world.people[0], "deposit", value=1)
        other.tt.send(world.people[0], "deposit", value=1)
    late = history.launch(world.people[7], window=60)
    for person in world.people[:3]:
        world.market.do(person, "contribute", late, 1_000 * TT)
    world.node.wait_until(61)
    world.market.do(world.people[0], "finalize", late)
    bought = (late, 100 * TT, 0, world.people[0], FOREVER, NOBODY)
    world.market.do(world.people[0], "buy", *bought)
    token = world.token(late)
    for person in world.people[1:6]:  # the token speaks alone, soon after its birth
        token.do(world.people[0], "transfer", person, 1)
    backfill = Backfill(Fetcher(rpc, Contracts(deployment)), logs=logs, blocks=blocks)
    known, head = Known(), world.node.block_number()
    ranges = [each async for each in backfill.ranges(1, head, known=known)]
    numbers = [block.header.number for each in ranges for block in each]
    assert numbers == list(range(1, head + 1))
    assert all(len(each) <= blocks for each in ranges)
    assert _places(ranges) == _listed(world, [f"0x{token.hex()}" for token in known.tokens])
    assert [type(event) for event in ranges[-1][-1].events] == [Transfer]


async def test_fifty_requests_read_two_thousand_blocks(
    world: World, deployment: Deployment, rpc: Rpc, asked: Counter[str]
) -> None:
    history = History(world, seed=62)
    history.begin(launches=1)
    for _ in range(8):
        world.node.call("anvil_mine", hex(250))
        history.play(10)
    ranges = await _read(Backfill(Fetcher(rpc, Contracts(deployment))), world.node.block_number())
    assert sum(len(each) for each in ranges) > 2_000
    assert len(_places(ranges)) > 300
    assert asked.total() <= 50, asked
    assert set(asked) == {"eth_getBlockByNumber", "eth_getBlockReceipts"}


async def test_blocks_that_say_nothing_of_ours_are_not_asked_for(
    world: World, deployment: Deployment, rpc: Rpc, asked: Counter[str]
) -> None:
    first = world.node.block_number() + 1
    world.node.call("anvil_mine", hex(20))
    world.node.send({"from": world.people[0], "to": world.people[1], "value": "0x1"})
    backfill = Backfill(Fetcher(rpc, Contracts(deployment)))
    last = world.node.block_number()
    ranges = [each async for each in backfill.ranges(first, last, known=Known())]
    assert _places(ranges) == []
    assert asked == {"eth_getBlockByNumber": 1}


async def test_blocks_of_two_branches_are_no_range(world: World, deployment: Deployment) -> None:
    """Each is a true block, as behind a load balancer while the chain is rewritten."""
    node = world.node
    snapshot = node.call("evm_snapshot")
    node.call("evm_mine")
    left = node.call("eth_getBlockByNumber", "latest", False)
    node.call("evm_revert", snapshot)
    node.wait_until(60)
    node.call("evm_mine")

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        return {**reply, "result": left} if request["params"][0] == left["number"] else reply

    with proxy(node.url) as between:
        between.twist = twist
        async with Rpc(between.url) as rpc:
            backfill = Backfill(Fetcher(rpc, Contracts(deployment)))
            with pytest.raises(IncompleteRangeError, match="no child"):
                await _read(backfill, node.block_number())
