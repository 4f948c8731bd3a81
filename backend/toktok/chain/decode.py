"""From logs to events: offsets are compiled from the ABI once, a log is then sliced, not parsed.

Only events with structs, text or lists (the terms of a launch, a list of splits) are read value by value,
see `dynamic`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias, get_type_hints

from eth_hash.auto import keccak

from toktok.chain.dynamic import WORD, ShortError, is_dynamic, reader
from toktok.chain.events import Event, abi_name
from toktok.chain.followed import FOLLOWED
from toktok.chain.logs import TOPIC, Log, Shape, shape_of
from toktok.errors import UntrustedNodeError

_PLACE = len(Event.__struct_fields__)
_PYTHON_TYPES = {"address": bytes, "bool": bool, "bytes32": bytes, "string": str}

Decoder: TypeAlias = Callable[[Log], Event]


class MisfitError(UntrustedNodeError):
    """A log has an event's topic and not its form."""


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


@cache
def decoders(contract: str) -> dict[bytes, Decoder]:
    """What decodes the followed events of a contract, by their first topics."""
    return {topic_of(contract, kind): decoder(contract, kind) for kind in FOLLOWED[contract]}


def topic_of(contract: str, kind: type[Event]) -> bytes:
    """The first topic of an event's logs."""
    return keccak(signature_of(_entry(contract, kind)).encode())


def decoder(contract: str, kind: type[Event]) -> Decoder:
    """What decodes logs of one event; raises `MisfitError` for logs of another form."""
    entry = _entry(contract, kind)
    _check_fields(contract, entry, kind)
    inputs = entry["inputs"]
    topics = 1 + sum(each["indexed"] for each in inputs)
    if any(is_dynamic(each) for each in inputs):
        return _general(inputs, kind, topics)
    size = WORD * (1 + len(inputs) - topics)
    return _compiled(inputs, kind, shape_of(topics, 2 + 2 * size))


def _entry(contract: str, kind: type[Event]) -> dict[str, Any]:
    named = ("event", abi_name(kind))
    return next(each for each in load_abi(contract) if (each["type"], each.get("name")) == named)


def _compiled(inputs: list[dict[str, Any]], kind: type[Event], shape: Shape) -> Decoder:
    """A function that slices the fields out of a log of this shape, written as one expression."""
    topic, data = shape.topics_at + TOPIC, shape.data_at
    fields = []
    for parameter in inputs:
        if parameter["indexed"]:
            start, topic = topic, topic + TOPIC
        else:
            start, data = data, data + WORD
        fields.append(_slice(parameter["type"], start))
    at = shape.address_at
    source = f"""
def decode(log):
    if log.shape is not shape and log.shape != shape:
        raise misfit(log)
    raw = log.encoded
    return kind(
        raw[{at}:{at + 20}], log.block_number, log.log_index, log.tx_hash, {", ".join(fields)}
    )
"""
    scope = {"kind": kind, "shape": shape, "misfit": _misfit, "integer": int.from_bytes}
    exec(source, scope)
    decode: Decoder = scope["decode"]  # type: ignore[assignment]
    return decode


def _slice(kind: str, start: int) -> str:
    """The expression for a static value whose word starts at `start` of the encoded log, `raw`."""
    end = start + WORD
    if kind == "address":
        return f"raw[{start + 12}:{end}]"
    if kind == "bool":
        return f"raw[{end - 1}] != 0"
    if kind == "bytes32":
        return f"raw[{start}:{end}]"
    return f'integer(raw[{start}:{end}], "big")'


def _general(inputs: list[dict[str, Any]], kind: type[Event], topics: int) -> Decoder:
    read_data = reader([each for each in inputs if not each["indexed"]])
    read_topics = reader([each for each in inputs if each["indexed"]])

    def decode(log: Log) -> Event:
        if log.shape.topics != topics:
            raise _misfit(log)
        try:
            data = iter(read_data(log.data))
            words = iter(read_topics(b"".join(log.topics[1:])))
        except ShortError:
            raise _misfit(log) from None
        values = [next(words if each["indexed"] else data) for each in inputs]
        return kind(log.address, log.block_number, log.log_index, log.tx_hash, *values)

    return decode


def _misfit(log: Log) -> MisfitError:
    return MisfitError(
        f"Log {log.log_index} of block {log.block_number} with {log.shape.topics} topics and "
        f"{log.shape.size} bytes of data has not the form of its event."
    )


def _check_fields(contract: str, entry: dict[str, Any], kind: type[Event]) -> None:
    hints = get_type_hints(kind)
    ours = {name: hints[name] for name in kind.__struct_fields__[_PLACE:]}
    theirs = {snake_case(each["name"]): each for each in entry["inputs"]}
    if list(ours) != list(theirs):
        raise TypeError(f"{contract}.{kind.__name__} has {list(theirs)}, we expect {list(ours)}")
    for name, parameter in theirs.items():
        if parameter["type"].startswith("tuple"):
            continue
        if ours[name] is not _PYTHON_TYPES.get(parameter["type"], int):
            raise TypeError(f"{contract}.{kind.__name__}.{name} is a {parameter['type']}")
