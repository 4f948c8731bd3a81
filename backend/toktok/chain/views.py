"""Calls of view functions, many at once, at one block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from eth_abi.abi import decode, encode
from eth_hash.auto import keccak

from toktok.chain.blocks import reading, unhex
from toktok.chain.decode import canonical_type, load_abi, signature_of, snake_case
from toktok.chain.rpc import Request, Rpc
from toktok.errors import RpcError


@dataclass(frozen=True, slots=True)
class View:
    """A question to a contract: which one, its kind, the function and its arguments."""

    address: bytes
    contract: str
    function: str
    arguments: tuple[Any, ...] = ()


async def ask(rpc: Rpc, views: Sequence[View], *, block: int) -> list[dict[str, Any] | RpcError]:
    """Each view's outputs by name (snake case, members of a struct flattened), or the refusal.

    A single output is called `value`.
    """
    answers = await rpc.batch_answers([_request(view, block) for view in views])
    with reading("the result of a view"):
        return [
            answer if isinstance(answer, RpcError) else _outputs(view, unhex(answer))
            for view, answer in zip(views, answers, strict=True)
        ]


@cache
def _function(contract: str, name: str) -> dict[str, Any]:
    for entry in load_abi(contract):
        if entry["type"] == "function" and entry["name"] == name:
            return entry
    raise LookupError(f"{contract} has no function {name}")


@cache
def _selector(contract: str, name: str) -> bytes:
    return keccak(signature_of(_function(contract, name)).encode())[:4]


def _request(view: View, block: int) -> Request:
    inputs = [canonical_type(each) for each in _function(view.contract, view.function)["inputs"]]
    data = _selector(view.contract, view.function) + encode(inputs, view.arguments)
    call = {"to": f"0x{view.address.hex()}", "data": f"0x{data.hex()}"}
    return Request("eth_call", (call, hex(block)))


def _outputs(view: View, data: bytes) -> dict[str, Any]:
    outputs = _function(view.contract, view.function)["outputs"]
    # As with events: text on chain need not be UTF-8.
    types = [canonical_type(each).replace("string", "bytes") for each in outputs]
    named: dict[str, Any] = {}
    for parameter, value in zip(outputs, decode(types, data), strict=True):
        if parameter["type"] == "tuple":
            for member, part in zip(parameter["components"], value, strict=True):
                named[snake_case(member["name"])] = _plain(part, member)
        else:
            name = "value" if len(outputs) == 1 else snake_case(parameter["name"])
            named[name] = _plain(value, parameter)
    return named


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
