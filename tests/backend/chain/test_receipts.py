"""What headers commit to can be checked: blooms and receipts."""

from __future__ import annotations

from typing import Any

import pytest
from eth_hash.auto import keccak
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.history import History
from tests.support.proxy import Answer, proxy
from tests.support.world import World
from toktok.chain.blocks import fetch_head, fetch_headers
from toktok.chain.bloom import speaks_of
from toktok.chain.receipts import ReceiptsMismatchError, fetch_receipt_logs
from toktok.chain.rpc import Rpc
from toktok.chain.trie import EMPTY_ROOT, rlp, root_of_list
from toktok.errors import RpcError


async def test_receipts_of_every_block_have_the_root_of_its_header(world: World) -> None:
    history = History(world, seed=51)
    history.begin(launches=1)
    with world.node.one_block():
        for person in world.people * 2:  # more than 16: branches below branches
            world.tt.send(person, "deposit", value=1)
    async with Rpc(world.node.url) as rpc:
        headers = await fetch_headers(rpc, range(world.node.block_number() + 1))
        assert max(len(header.transactions) for header in headers if header) > 16
        for header in headers:
            assert header is not None
            logs = await fetch_receipt_logs(rpc, header)
            assert [log.log_index for log in logs] == list(range(len(logs)))
            for log in logs:
                assert speaks_of(header.bloom, log.address)
                assert all(speaks_of(header.bloom, topic) for topic in log.topics)


@pytest.mark.parametrize("disguise", [{"type": "0x7e"}, {"status": None}])
async def test_receipts_in_an_unknown_encoding_must_fill_the_bloom(
    world: World, disguise: dict[str, str | None]
) -> None:
    world.tt.do(world.people[0], "deposit", value=1)
    hide = False

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if request["method"] == "eth_getBlockReceipts":
            for receipt in reply["result"]:
                receipt.update(disguise)
                if disguise.get("status", "") is None:
                    del receipt["status"]
                if hide:
                    del receipt["logs"][-1]
        return reply

    with proxy(world.node.url) as between:
        between.twist = twist
        async with Rpc(between.url) as rpc:
            header = await fetch_head(rpc)
            logs = await fetch_receipt_logs(rpc, header)
            assert logs
            hide = True
            with pytest.raises(ReceiptsMismatchError):
                await fetch_receipt_logs(rpc, header)


async def test_receipts_the_node_does_not_have_yet_are_asked_for_again(world: World) -> None:
    with proxy(world.node.url) as between:
        between.twist = lambda request, reply: (
            {**reply, "result": None} if "Receipt" in request["method"] else reply
        )
        async with Rpc(between.url) as rpc:
            with pytest.raises(RpcError, match="no receipts of block"):
                await fetch_receipt_logs(rpc, await fetch_head(rpc))


async def test_a_bloom_never_denies_and_rarely_invents(world: World) -> None:
    world.tt.do(world.people[0], "deposit", value=1)
    async with Rpc(world.node.url) as rpc:
        [header] = await fetch_headers(rpc, [world.node.block_number()])
    assert header is not None
    assert speaks_of(header.bloom, bytes.fromhex(world.tt.address[2:]))
    strangers = [keccak(bytes([number])) for number in range(200)]
    assert sum(speaks_of(header.bloom, stranger) for stranger in strangers) < 5


def test_the_empty_list_has_the_empty_root() -> None:
    assert root_of_list([]) == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=60), min_size=1, max_size=300), st.data())
def test_any_change_changes_the_root(values: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    changed = [*values]
    changed[place] = values[place] + b"\x01"
    assert root_of_list(changed) != root_of_list(values)
    assert root_of_list(values[:-1]) != root_of_list(values)


def test_rlp_knows_the_examples_of_its_specification() -> None:
    assert rlp(b"dog") == b"\x83dog"
    assert rlp([b"cat", b"dog"]) == b"\xc8\x83cat\x83dog"
    assert rlp(b"") == b"\x80"
    assert rlp([]) == b"\xc0"
    assert rlp(b"\x0f") == b"\x0f"
    assert rlp([[], [[]], [[], [[]]]]) == bytes.fromhex("c7c0c1c0c3c0c1c0")
    text = b"Lorem ipsum dolor sit amet, consectetur adipisicing elit"
    assert rlp(text) == b"\xb8\x38" + text
