"""What headers commit to can be checked: blooms and receipts."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest
from eth_hash.auto import keccak
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.history import History
from tests.support.node import anvil
from tests.support.proxy import Answer, proxy
from tests.support.world import World
from toktok.chain.blocks import fetch_head, fetch_header, fetch_headers
from toktok.chain.bloom import mask_of
from toktok.chain.headers import ContradictionError, Header, unhex
from toktok.chain.logs import Log, LogReply, encode
from toktok.chain.receipts import ReceiptReply, logs_of
from toktok.chain.rpc import Rpc
from toktok.chain.trie import EMPTY_ROOT, listed, quantity, root_of_list, string
from toktok.errors import RpcUnavailableError


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
            listed = world.node.call("eth_getLogs", {"blockHash": f"0x{header.hash.hex()}"})
            logs = logs_of(header, await receipts_of(rpc, header))
            assert [_plain(log) for log in logs] == [_listed(log) for log in listed]
            for log in logs:
                for value in (log.address, *log.topics):
                    assert header.bloom & mask_of(value) == mask_of(value)


def _plain(log: Log) -> tuple[object, ...]:
    return log.address, log.topics, log.data, log.log_index, log.block_number, log.tx_hash


def _listed(log: dict[str, Any]) -> tuple[object, ...]:
    return (
        unhex(log["address"]),
        tuple(unhex(topic) for topic in log["topics"]),
        unhex(log["data"]),
        int(log["logIndex"], 16),
        int(log["blockNumber"], 16),
        unhex(log["transactionHash"]),
    )


async def receipts_of(rpc: Rpc, header: Header) -> list[ReceiptReply]:
    receipts: list[ReceiptReply] = await rpc.call(
        "eth_getBlockReceipts", hex(header.number), kind=list[ReceiptReply]
    )
    return receipts


def _forget_log(receipt: dict[str, Any]) -> None:
    del receipt["logs"][-1]


def _repeat_log(receipt: dict[str, Any]) -> None:
    receipt["logs"].append(receipt["logs"][-1])


def _change_data(receipt: dict[str, Any]) -> None:
    log = next(each for each in receipt["logs"] if each["data"] != "0x")
    log["data"] = log["data"][:-1] + ("0" if log["data"][-1] != "0" else "1")


def _move_log(receipt: dict[str, Any]) -> None:
    receipt["logs"].reverse()


def _be_another_s(receipt: dict[str, Any]) -> None:
    receipt["transactionHash"] = "0x" + "77" * 32


def _be_a_deposit(receipt: dict[str, Any]) -> None:
    receipt.update(type="0x7e", depositNonce="0x1", depositReceiptVersion="0x1")


LIES = (_forget_log, _repeat_log, _change_data, _move_log, _be_another_s, _be_a_deposit)


async def test_any_lie_in_a_receipt_contradicts_the_header(world: World) -> None:
    history = History(world, seed=52)
    history.begin(launches=1)
    history.play(10)
    numbers = range(1, world.node.block_number() + 1)
    found = 0
    async with Rpc(world.node.url) as rpc:
        for header in await fetch_headers(rpc, numbers):
            assert header is not None
            told = world.node.call("eth_getBlockReceipts", hex(header.number))
            logs_of(header, msgspec.convert(told, list[ReceiptReply]))
            several = (place for place, each in enumerate(told) if len(each["logs"]) > 1)
            place = next(several, None)
            for lie in LIES if place is not None else ():
                lied = copy.deepcopy(told)
                lie(lied[place])
                with pytest.raises(ContradictionError, match="header commits"):
                    logs_of(header, msgspec.convert(lied, list[ReceiptReply]))
                found += 1
    assert found > 5 * len(LIES)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("logsBloom", "0x" + "00" * 256),
        ("receiptsRoot", f"0x{EMPTY_ROOT.hex()}"),
        ("parentHash", "0x" + "77" * 32),
        ("number", "0x1"),
        ("timestamp", "0x1"),
        ("gasUsed", "0x0"),
        ("hash", "0x" + "77" * 32),
        ("extraData", "0x00"),
        ("withdrawalsRoot", None),
    ],
)
async def test_any_lie_in_a_header_contradicts_its_hash(
    world: World, field: str, value: str | None
) -> None:
    world.tt.do(world.people[0], "deposit", value=1)

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        assert reply["result"][field] != value
        reply["result"][field] = value
        return reply

    with proxy(world.node.url) as between:
        between.twist = twist
        async with Rpc(between.url) as rpc:
            with pytest.raises(ContradictionError, match="hash"):
                await fetch_head(rpc)


async def test_another_block_than_was_asked_for_is_a_contradiction(world: World) -> None:
    other = world.node.call("eth_getBlockByNumber", "0x1", False)
    with proxy(world.node.url) as between:
        between.twist = lambda _request, reply: {**reply, "result": other}
        async with Rpc(between.url) as rpc:
            assert await fetch_header(rpc, 1) is not None
            with pytest.raises(ContradictionError, match="block 2"):
                await fetch_header(rpc, 2)


@pytest.mark.parametrize("hardfork", ["london", "shanghai", "cancun", "prague"])
async def test_headers_of_every_fork_have_their_hash(hardfork: str) -> None:
    with anvil(hardfork=hardfork) as node:
        node.call("evm_mine")
        async with Rpc(node.url) as rpc:
            assert (await fetch_head(rpc)).number == 1


async def test_deposits_of_a_rollup_are_encoded_as_it_hashes_them() -> None:
    with anvil(hardfork="isthmus", arguments=["--network", "optimism"]) as node:
        sender, receiver = node.call("eth_accounts")[:2]
        deposit = {"sourceHash": "0x" + "11" * 32, "mint": "0x0", "isSystemTx": False}
        node.send({"from": sender, "to": receiver, "value": "0x1", "type": "0x7e", **deposit})
        async with Rpc(node.url) as rpc:
            header = await fetch_head(rpc)
            [receipt] = await receipts_of(rpc, header)
            assert (int(receipt.type, 16), receipt.deposit_receipt_version) == (0x7E, "0x1")
            assert logs_of(header, [receipt]) == []
            receipt.deposit_nonce = "0x99"
            with pytest.raises(ContradictionError):
                logs_of(header, [receipt])


@pytest.mark.parametrize("spoiled", [" ", "zz", "-1", "0x"])
async def test_receipts_that_are_not_hexadecimal_cannot_be_read(world: World, spoiled: str) -> None:
    world.tt.do(world.people[0], "deposit", value=1)

    def twist(request: dict[str, Any], reply: Answer) -> Answer:
        if request["method"] == "eth_getBlockReceipts":
            log = reply["result"][0]["logs"][0]
            log["address"] = log["address"][: -len(spoiled)] + spoiled
        return reply

    with proxy(world.node.url) as between:
        between.twist = twist
        async with Rpc(between.url) as rpc:
            header = await fetch_head(rpc)
            with pytest.raises(RpcUnavailableError, match="cannot be read"):
                logs_of(header, await receipts_of(rpc, header))


async def test_a_bloom_never_denies_and_rarely_invents(world: World) -> None:
    world.tt.do(world.people[0], "deposit", value=1)
    async with Rpc(world.node.url) as rpc:
        header = await fetch_head(rpc)
    ours = mask_of(bytes.fromhex(world.tt.address[2:]))
    assert header.bloom & ours == ours
    strangers = [mask_of(keccak(bytes([number]))) for number in range(200)]
    assert sum(header.bloom & mask == mask for mask in strangers) < 5


def test_the_empty_list_has_the_empty_root() -> None:
    assert root_of_list([]) == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"


@settings(max_examples=50)
@given(st.lists(st.binary(min_size=1, max_size=60), min_size=1, max_size=300), st.data())
def test_any_change_changes_the_root(values: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    changed = [*values]
    changed[place] = values[place] + b"\x01"
    assert root_of_list(changed) != root_of_list(values)
    assert root_of_list(values[:-1]) != root_of_list(values)


def test_encoding_knows_the_examples_of_its_specification() -> None:
    assert string(b"dog") == b"\x83dog"
    assert listed(string(b"cat") + string(b"dog")) == b"\xc8\x83cat\x83dog"
    assert string(b"") == quantity(0) == b"\x80"
    assert listed(b"") == b"\xc0"
    assert string(b"\x0f") == quantity(15) == b"\x0f"
    assert quantity(1024) == b"\x82\x04\x00"
    text = b"Lorem ipsum dolor sit amet, consectetur adipisicing elit"
    assert string(text) == b"\xb8\x38" + text


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=4), st.binary(max_size=300))
def test_a_log_is_encoded_as_the_general_way_does(topics: list[bytes], data: bytes) -> None:
    address = b"\x0a" * 20
    reply = LogReply(
        f"0x{address.hex()}", [f"0x{each.hex()}" for each in topics], f"0x{data.hex()}"
    )
    shape, encoded = encode(reply)
    parts = [string(address), listed(b"".join(map(string, topics))), string(data)]
    assert encoded == listed(b"".join(parts))
    log = Log(encoded, shape, 1, 2, bytes(32))
    assert (log.address, log.topics, log.data) == (address, tuple(topics), data)
