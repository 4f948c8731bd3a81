"""From logs to events: offsets are compiled from the ABI once, a log is then sliced, not parsed.

Only events with structs or dynamic parameters (the terms of a launch, a list of splits) go through the
general decoder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any, get_type_hints

from eth_abi.abi import decode as decode_general
from eth_abi.exceptions import DecodingError
from eth_hash.auto import keccak

from toktok.chain import events
from toktok.chain.events import Event, abi_name
from toktok.chain.logs import Log
from toktok.errors import UntrustedNodeError

_WORD = 32
_POSITION_FIELDS = len(fields(Event))
_PYTHON_TYPES = {"address": bytes, "bool": bool, "bytes32": bytes, "string": str}

_Read = Callable[[Log], Any]
_Decoder = Callable[[Log], Event]


@cache
def load_abi(contract: str) -> list[dict[str, Any]]:
    """The ABI of a contract as the compiler wrote it."""
    text = (files("toktok.chain") / "abi" / f"{contract}.json").read_text()
    abi: list[dict[str, Any]] = json.loads(text)
    return abi


def canonical_type(parameter: dict[str, Any]) -> str:
    """The type of a parameter as signatures spell it: structs as tuples."""
    kind: str = parameter["type"]
    if not kind.startswith("tuple"):
        return kind
    members = ",".join(canonical_type(member) for member in parameter["components"])
    return f"({members}){kind.removeprefix('tuple')}"


def signature_of(entry: dict[str, Any]) -> str:
    """`Name(type,…)` of an ABI entry."""
    return f"{entry['name']}({','.join(canonical_type(each) for each in entry['inputs'])})"


def snake_case(name: str) -> str:
    """An ABI name as our fields spell it."""
    if name == "from":
        return "sender"
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)
    return "_".join(parts).lower()


class Decoder:
    """Decodes the events of one contract."""

    def __init__(self, contract: str, kinds: Iterable[type[Event]]) -> None:
        entries = {entry["name"]: entry for entry in load_abi(contract) if entry["type"] == "event"}
        self._decoders: dict[bytes, tuple[int, _Decoder]] = {}
        self._topics: dict[str, bytes] = {}
        for kind in kinds:
            entry = entries[abi_name(kind)]
            _check_fields(contract, entry, kind)
            indexed = sum(each["indexed"] for each in entry["inputs"])
            topic = keccak(signature_of(entry).encode())
            self._decoders[topic] = (indexed + 1, _compile(entry, kind))
            self._topics[abi_name(kind)] = topic

    @property
    def topics(self) -> tuple[bytes, ...]:
        """First topics of the events it knows."""
        return tuple(self._decoders)

    def knows(self, event: str) -> bool:
        """Whether it decodes the event of that name."""
        return event in self._topics

    def topic_of(self, event: str) -> bytes:
        """The first topic of the event of that name."""
        return self._topics[event]

    def decode(self, log: Log) -> Event:
        """The event in `log`, whose first topic must be one of `topics`."""
        count, decoder = self._decoders[log.topics[0]]
        if len(log.topics) != count:
            raise UntrustedNodeError(
                f"Log {log.log_index} of block {log.block_number} has {len(log.topics)} topics, "
                f"{count} were expected."
            )
        return decoder(log)


def _compile(entry: dict[str, Any], kind: type[Event]) -> _Decoder:
    reads: list[_Read] = []
    topic, offset = 1, 0
    if any(_is_dynamic(each) for each in entry["inputs"]):
        return _compile_general(entry, kind)
    for parameter in entry["inputs"]:
        if parameter["indexed"]:
            reads.append(_topic_reader(parameter["type"], topic))
            topic += 1
        else:
            reads.append(_data_reader(parameter["type"], offset))
            offset += _WORD
    size = offset

    def decode(log: Log) -> Event:
        if len(log.data) != size:
            raise UntrustedNodeError(
                f"Log {log.log_index} of block {log.block_number} has {len(log.data)} bytes of data, "
                f"{size} were expected."
            )
        return kind(
            log.address,
            log.block_number,
            log.log_index,
            log.tx_hash,
            *[read(log) for read in reads],
        )

    return decode


def _topic_reader(kind: str, index: int) -> _Read:
    if kind == "address":
        return lambda log: log.topics[index][12:]
    if kind == "bool":
        return lambda log: log.topics[index][31] != 0
    if kind == "bytes32":
        return lambda log: log.topics[index]
    return lambda log: int.from_bytes(log.topics[index], "big")


def _data_reader(kind: str, offset: int) -> _Read:
    end = offset + _WORD
    if kind == "address":
        return lambda log: log.data[offset + 12 : end]
    if kind == "bool":
        return lambda log: log.data[end - 1] != 0
    if kind == "bytes32":
        return lambda log: log.data[offset:end]
    return lambda log: int.from_bytes(log.data[offset:end], "big")


def _compile_general(entry: dict[str, Any], kind: type[Event]) -> _Decoder:
    inputs = entry["inputs"]
    # Text on chain need not be UTF-8: it is read as bytes and cleaned here.
    types = [
        canonical_type(each).replace("string", "bytes") for each in inputs if not each["indexed"]
    ]

    def decode(log: Log) -> Event:
        try:
            data = iter(decode_general(types, log.data))
        except (DecodingError, OverflowError) as error:
            raise UntrustedNodeError(
                f"Log {log.log_index} of block {log.block_number} cannot be decoded: {error}."
            ) from None
        values: list[Any] = []
        topic = 1
        for parameter in inputs:
            if parameter["indexed"]:
                values.append(_topic_reader(parameter["type"], topic)(log))
                topic += 1
            else:
                values.append(_shape(next(data), parameter))
        return kind(log.address, log.block_number, log.log_index, log.tx_hash, *values)

    return decode


def _shape(value: Any, parameter: dict[str, Any]) -> Any:
    """A decoded value as our events carry it: structs as dataclasses, text cleaned."""
    kind: str = parameter["type"]
    if kind.endswith("[]"):
        member = {**parameter, "type": kind.removesuffix("[]")}
        return tuple(_shape(each, member) for each in value)
    if kind == "tuple":
        struct = getattr(events, parameter["internalType"].split()[-1].removesuffix("[]"))
        members = zip(value, parameter["components"], strict=True)
        return struct(*[_shape(each, component) for each, component in members])
    if kind == "string":
        return value.decode("utf-8", errors="replace").replace("\x00", "\ufffd")
    if kind == "address":
        return bytes.fromhex(value.removeprefix("0x"))
    return value


def _is_dynamic(parameter: dict[str, Any]) -> bool:
    kind: str = parameter["type"]
    return kind.endswith("]") or kind in ("string", "bytes", "tuple")


def _check_fields(contract: str, entry: dict[str, Any], kind: type[Event]) -> None:
    hints = get_type_hints(kind)
    ours = {field.name: hints[field.name] for field in fields(kind)[_POSITION_FIELDS:]}
    theirs = {snake_case(each["name"]): each for each in entry["inputs"]}
    if list(ours) != list(theirs):
        raise TypeError(f"{contract}.{kind.__name__} has {list(theirs)}, we expect {list(ours)}")
    for name, parameter in theirs.items():
        if parameter["type"].startswith("tuple"):
            continue
        if ours[name] is not _PYTHON_TYPES.get(parameter["type"], int):
            raise TypeError(f"{contract}.{kind.__name__}.{name} is a {parameter['type']}")
