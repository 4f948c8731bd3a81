"""Decoding by fixed offsets says what the general decoder says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from eth_abi.abi import encode
from eth_hash.auto import keccak
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import astuple

from tests.support.node import ROOT
from toktok.chain.addresses import checksum
from toktok.chain.contracts import Contracts
from toktok.chain.decode import (
    MisfitError,
    canonical_type,
    decoder,
    load_abi,
    signature_of,
    snake_case,
)
from toktok.chain.deployments import Deployment
from toktok.chain.events import (
    Claimed,
    Event,
    Launched,
    MomentMoved,
    SplitsRegistered,
    Transfer,
    TtMoved,
    abi_name,
)
from toktok.chain.followed import FOLLOWED
from toktok.chain.logs import Log, LogReply
from toktok.chain.logs import encode as encode_log

KINDS: list[tuple[str, type[Event]]] = [
    (contract, kind) for contract, kinds in FOLLOWED.items() for kind in kinds
]
ADDRESS = b"\x0a" * 20


def _entry(contract: str, name: str) -> dict[str, Any]:
    return next(
        entry
        for entry in load_abi(contract)
        if (entry["type"], entry.get("name")) == ("event", name)
    )


def _log(contract: str, name: str, values: list[Any]) -> Log:
    entry = _entry(contract, name)
    pairs = list(zip(entry["inputs"], values, strict=True))
    topics = [keccak(signature_of(entry).encode())]
    topics += [encode([each["type"]], [value]) for each, value in pairs if each["indexed"]]
    plain = [(canonical_type(each), value) for each, value in pairs if not each["indexed"]]
    data = encode([kind for kind, _ in plain], [value for _, value in plain])
    return _made(topics, data)


def _made(topics: Sequence[bytes], data: bytes) -> Log:
    return _read(
        {
            "address": f"0x{ADDRESS.hex()}",
            "topics": [f"0x{topic.hex()}" for topic in topics],
            "data": f"0x{data.hex()}",
        }
    )


def _read(log: dict[str, Any]) -> Log:
    """A log from the node's JSON."""
    shape, encoded = encode_log(msgspec.convert(log, LogReply))
    return Log(encoded, shape, block_number=7, log_index=3, tx_hash=b"\x02" * 32)


def _any(parameter: dict[str, Any]) -> st.SearchStrategy[Any]:
    kind: str = parameter["type"]
    if kind.endswith("[]"):
        return st.lists(_any({**parameter, "type": kind[:-2]}), max_size=8)
    if kind == "tuple":
        return st.tuples(*(_any(each) for each in parameter["components"]))
    if kind == "address":
        return st.binary(min_size=20, max_size=20)
    if kind == "bytes32":
        return st.binary(min_size=32, max_size=32)
    if kind == "bool":
        return st.booleans()
    if kind == "string":
        return st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=40)
    return st.integers(0, 2 ** int(kind.removeprefix("uint") or 256) - 1)


@pytest.mark.parametrize(
    ("contract", "kind"), KINDS, ids=lambda part: getattr(part, "__name__", part)
)
def test_every_event_decodes_to_what_was_encoded(contract: str, kind: type[Event]) -> None:
    inputs = _entry(contract, abi_name(kind))["inputs"]
    decode = decoder(contract, kind)

    @settings(max_examples=15)
    @given(st.tuples(*(_any(each) for each in inputs)))
    def check(values: tuple[Any, ...]) -> None:
        event = decode(_log(contract, abi_name(kind), list(values)))
        for parameter, value in zip(inputs, values, strict=True):
            assert _plain(getattr(event, snake_case(parameter["name"]))) == _plain(value)
        assert (event.address, event.block_number, event.log_index) == (ADDRESS, 7, 3)

    check()


def _plain(value: Any) -> Any:
    """Structs and lists as tuples."""
    if isinstance(value, Struct):
        return tuple(_plain(each) for each in astuple(value))
    if isinstance(value, list | tuple):
        return tuple(_plain(each) for each in value)
    return value


def test_golden_logs_decode_to_golden_events() -> None:
    golden = json.loads((ROOT / "tests/golden/logs.json").read_text())
    contracts = Contracts(_deployment(golden["contracts"]))
    seen = set()
    for case in golden["cases"]:
        event = contracts.decode(_read(case["log"]))
        assert event is not None
        assert abi_name(type(event)) == case["event"]
        for name, expected in case["values"].items():
            assert _shown(getattr(event, snake_case(name))) == expected, name
        seen.add((case["contract"], type(event)))
    assert seen == set(KINDS)


def _shown(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, tuple):
        return [_shown(each) for each in value]
    if isinstance(value, bytes):
        return checksum(value) if len(value) == 20 else f"0x{value.hex()}"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _deployment(addresses: dict[str, str]) -> Deployment:
    names = ("AccessManager", "ToktokToken", "CreatorMarket", "PayoutLedger", "CreatorToken")
    others = ("SoundLibrary", "TopMoments", "MomentAuction", "MomentExchange", "Subscriptions")
    known = {**addresses, "CreatorToken": "0x" + "00" * 20}
    ordered = [bytes.fromhex(known[name][2:]) for name in (*names, *others, "CreatorFund")]
    return Deployment(31337, "test", bytes(32), 1, *ordered)


def test_text_that_is_not_utf8_is_cleaned_not_refused() -> None:
    entry = _entry("CreatorMarket", "Launched")
    terms = (b"\xff\xfe", b"a\x00b", b"ok", b"", 60, 1, 0, 0, 0, 0, 0, 0)
    kinds = [canonical_type(each).replace("string", "bytes") for each in entry["inputs"][2:]]
    topics = [keccak(signature_of(entry).encode()), bytes(32), bytes(32)]
    log = _made(topics, encode(kinds, [terms, 1, 2]))
    event = decoder("CreatorMarket", Launched)(log)
    assert isinstance(event, Launched)
    assert event.terms.handle == "\ufffd\ufffd"
    assert event.terms.name == "a\ufffdb"


def test_a_log_of_the_wrong_size_is_refused() -> None:
    good = _log("PayoutLedger", "Claimed", [b"\x01" * 20, b"\x02" * 20, 3, 4])
    decode = decoder("PayoutLedger", Claimed)
    with pytest.raises(MisfitError, match="form of its event"):
        decode(_made(good.topics, good.data[:-1]))
    with pytest.raises(MisfitError, match="form of its event"):
        decode(_made(good.topics[:-1], good.data))


def test_what_strangers_say_in_other_forms_is_no_event_and_of_ours_it_is_refused() -> None:
    golden = json.loads((ROOT / "tests/golden/logs.json").read_text())
    contracts = Contracts(_deployment(golden["contracts"]))
    [case] = [each for each in golden["cases"] if each["event"] == "RevenueBooked"]
    shorter = {**case["log"], "data": case["log"]["data"][:-64]}
    assert contracts.decode(_read(case["log"])) is not None
    assert contracts.decode(_read(shorter)) is None
    assert contracts.decode(_read({**shorter, "topics": []})) is None
    [case] = [each for each in golden["cases"] if each["event"] == "Traded"]
    shorter = {**case["log"], "data": case["log"]["data"][:-64]}
    with pytest.raises(MisfitError):
        contracts.decode(_read(shorter))


def test_fields_that_are_not_the_abi_s_stop_the_start() -> None:
    class Claimed(Event, frozen=True):  # without its fields
        pass

    with pytest.raises(TypeError, match=r"PayoutLedger\.Claimed"):
        decoder("PayoutLedger", Claimed)


def test_empty_splits_decode_to_none() -> None:
    log = _log("PayoutLedger", "SplitsRegistered", [b"\x01" * 32, []])
    event = decoder("PayoutLedger", SplitsRegistered)(log)
    assert isinstance(event, SplitsRegistered)
    assert event.splits == ()


def test_one_first_topic_is_two_events_and_the_address_decides() -> None:
    golden = json.loads((ROOT / "tests/golden/logs.json").read_text())
    contracts = Contracts(_deployment(golden["contracts"]))
    moved = [case for case in golden["cases"] if case["event"] == "Transfer"]
    assert len({case["log"]["topics"][0] for case in moved}) == 1
    kinds = {case["contract"]: type(contracts.decode(_read(case["log"]))) for case in moved}
    assert kinds == {"ToktokToken": TtMoved, "TopMoments": MomentMoved, "CreatorToken": Transfer}


@settings(max_examples=200)
@given(st.data())
def test_lists_and_text_that_end_early_or_point_anywhere_are_refused(data: st.DataObject) -> None:
    splits = [(bytes([index]) * 20, 10) for index in range(3)]
    good = _log("PayoutLedger", "SplitsRegistered", [b"\x07" * 32, splits])
    decode = decoder("PayoutLedger", SplitsRegistered)
    length = len(good.data)
    cut = data.draw(st.integers(0, length - 1))
    with pytest.raises(MisfitError):
        decode(_made(good.topics, good.data[:cut]))
    at = data.draw(st.sampled_from([0, 32]))
    beyond = data.draw(st.integers(length, 2**256 - 1)).to_bytes(32, "big")
    with pytest.raises(MisfitError):
        decode(_made(good.topics, good.data[:at] + beyond + good.data[at + 32 :]))
