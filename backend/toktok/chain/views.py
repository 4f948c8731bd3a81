"""Views of contracts: calls put together and answers taken apart by what the ABI says, once each.

Arguments and answers of whole words are joined and sliced; only text, lists and what else has no
fixed place goes through the general coder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError
from eth_hash.auto import keccak

from toktok.chain.decode import canonical_type, load_abi, signature_of, snake_case
from toktok.chain.multicall import Call, Multicall
from toktok.errors import RpcError

_WORD = 32
_Encode = Callable[[tuple[Any, ...]], bytes]
_Decode = Callable[[bytes], dict[str, Any]]
_Named = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class View:
    """A question to a contract: which one, its kind, the function and its arguments."""

    address: bytes
    contract: str
    function: str
    arguments: tuple[Any, ...] = ()


async def ask(multicall: Multicall, views: Sequence[View]) -> list[dict[str, Any] | RpcError]:
    """Each view's outputs by name (snake case, members of a struct flattened), or the refusal.

    A single output is called `value`. What cannot be read as the ABI says is a refusal, too.
    """
    answers = await multicall.answers([_call(view) for view in views])
    return [_read(view, answer) for view, answer in zip(views, answers, strict=True)]


def _call(view: View) -> Call:
    return Call(view.address, _coder(view.contract, view.function).encode(view.arguments))


def _read(view: View, answer: bytes | RpcError) -> dict[str, Any] | RpcError:
    if isinstance(answer, RpcError):
        return answer
    try:
        return _coder(view.contract, view.function).decode(answer)
    except (DecodingError, OverflowError, ValueError):
        message = f"{len(answer)} bytes that are no answer of {view.function}"
        return RpcError("eth_call", code=0, message=message)


@dataclass(frozen=True, slots=True)
class _Coder:
    """How one function is called, and what it answers."""

    encode: _Encode
    decode: _Decode


@cache
def _coder(contract: str, name: str) -> _Coder:
    entry = _function(contract, name)
    selector = keccak(signature_of(entry).encode())[:4]
    return _Coder(_encoder(selector, entry["inputs"]), _decoder(entry["outputs"]))


def _function(contract: str, name: str) -> dict[str, Any]:
    for entry in load_abi(contract):
        if entry["type"] == "function" and entry["name"] == name:
            return entry
    raise LookupError(f"{contract} has no function {name}")


def _encoder(selector: bytes, inputs: list[dict[str, Any]]) -> _Encode:
    types = [canonical_type(each) for each in inputs]
    if not all(map(_is_word, types)):
        return lambda arguments: selector + encode(types, arguments)
    words = [_WORDS.get(kind, _number) for kind in types]

    def join(arguments: tuple[Any, ...]) -> bytes:
        parts = [word(value) for word, value in zip(words, arguments, strict=True)]
        return selector + b"".join(parts)

    return join


def _number(value: int) -> bytes:
    return value.to_bytes(_WORD, "big")


_WORDS: dict[str, Callable[[Any], bytes]] = {
    "address": lambda value: bytes(12) + value,
    "bytes32": bytes,
    "bool": _number,
}


def _decoder(outputs: list[dict[str, Any]]) -> _Decode:
    named = _names(outputs)
    if not all(_is_word(each["type"]) for _, each in named):
        return _general_decoder(outputs, named)
    readers = [
        (name, _reader(each["type"], place * _WORD)) for place, (name, each) in enumerate(named)
    ]
    size = len(readers) * _WORD

    def cut(data: bytes) -> dict[str, Any]:
        if len(data) != size:
            raise ValueError(f"{len(data)} bytes in place of {size}")
        return {name: read(data) for name, read in readers}

    return cut


def _names(outputs: list[dict[str, Any]]) -> _Named:
    """The outputs as they are called, a struct's members in its place."""
    if len(outputs) == 1 and outputs[0]["type"] == "tuple":
        return [(snake_case(each["name"]), each) for each in outputs[0]["components"]]
    if len(outputs) == 1:
        return [("value", outputs[0])]
    return [(snake_case(each["name"]), each) for each in outputs]


def _reader(kind: str, offset: int) -> Callable[[bytes], Any]:
    end = offset + _WORD
    if kind == "address":
        return lambda data: data[offset + 12 : end]
    if kind == "bool":
        return lambda data: data[end - 1] != 0
    if kind == "bytes32":
        return lambda data: data[offset:end]
    return lambda data: int.from_bytes(data[offset:end], "big")


def _general_decoder(outputs: list[dict[str, Any]], named: _Named) -> _Decode:
    # As with events: text on chain need not be UTF-8.
    types = [canonical_type(each).replace("string", "bytes") for each in outputs]
    is_struct = outputs[0]["type"] == "tuple"

    def cut(data: bytes) -> dict[str, Any]:
        values = decode(types, data)
        members = values[0] if is_struct else values
        return {
            name: _plain(value, each) for (name, each), value in zip(named, members, strict=True)
        }

    return cut


def _is_word(kind: str) -> bool:
    return kind in _WORDS or (kind.startswith("uint") and not kind.endswith("]"))


def _plain(value: Any, parameter: dict[str, Any]) -> Any:
    kind: str = parameter["type"]
    if kind == "tuple[]":
        return [
            tuple(
                _plain(part, member)
                for part, member in zip(each, parameter["components"], strict=True)
            )
            for each in value
        ]
    if kind == "address":
        return bytes.fromhex(value.removeprefix("0x"))
    if kind == "string":
        return value.decode("utf-8", errors="replace").replace("\x00", "\ufffd")
    return value
