"""What the contracts can be asked, and how the model's values are written for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from eth_abi.abi import decode, encode
from eth_hash.auto import keccak

from tests.model.protocol.splits import List
from tests.support.world import artifact, spelled

# Numbers of the contracts' enumerations, by what the model calls their members.
MEMBERS = {
    "Open": 1, "Closed": 2, "Trading": 3, "Failed": 4,
    "Running": 1, "Settled": 2, "Canceled": 3,
    "Listing": 0, "Offer": 1, "MomentOffer": 2,
    "Tip": 0, "Sale": 1, "Resale": 2, "Royalty": 3, "Subscription": 4, "Fund": 5, "Outbid": 6,
    "Referral": 7,
}  # fmt: skip

CHAIN_ID = 31_337
CONTRACTS = (
    "ToktokToken", "CreatorMarket", "CreatorToken", "PayoutLedger", "SoundLibrary", "TopMoments",
    "MomentAuction", "MomentExchange", "Subscriptions", "CreatorFund", "Wallet", "Roles",
)  # fmt: skip


@dataclass(frozen=True)
class Function:
    """A function of a contract: its selector, and the types that go in and come out."""

    selector: bytes
    inputs: tuple[dict[str, Any], ...]
    outputs: tuple[str, ...]


@cache
def functions(contract: str) -> dict[str, Function]:
    """Functions by name, and by name with types where a name has several."""
    found = {}
    for entry in artifact(contract)["abi"]:
        if entry["type"] != "function":
            continue
        types = [spelled(each) for each in entry["inputs"]]
        signature = f"{entry['name']}({','.join(types)})"
        function = Function(
            keccak(signature.encode())[:4],
            tuple(entry["inputs"]),
            tuple(spelled(each) for each in entry["outputs"]),
        )
        found[entry["name"]] = found[signature] = function
    return found


@cache
def errors() -> dict[bytes, tuple[str, tuple[str, ...]]]:
    """Every error of the contracts, by its selector: name and types."""
    found = {}
    for contract in CONTRACTS:
        for entry in artifact(contract)["abi"]:
            if entry["type"] == "error":
                types = tuple(spelled(each) for each in entry["inputs"])
                selector = keccak(f"{entry['name']}({','.join(types)})".encode())[:4]
                found[selector] = (entry["name"], types)
    found[keccak(b"Panic(uint256)")[:4]] = ("Panic", ("uint256",))
    found[keccak(b"Error(string)")[:4]] = ("Error", ("string",))
    return found


def content_hash(content: str) -> bytes:
    """SHA-256 of a file that the model knows by a word; zero for none."""
    return sha256(content.encode()).digest() if content else bytes(32)


class Writer:
    """Writes the model's values: names as addresses, members as numbers, words as hashes."""

    def __init__(self, address: Callable[[str], str], sign: Callable[[Any], bytes]) -> None:
        self._address = address
        self.sign = sign

    def arguments(self, function: Function, values: tuple[Any, ...]) -> bytes:
        """Encoded arguments."""
        assert len(values) == len(function.inputs), (function, values)
        pairs = zip(function.inputs, values, strict=True)
        written = [self.value(parameter, value) for parameter, value in pairs]
        return encode([spelled(each) for each in function.inputs], written)

    def value(self, parameter: dict[str, Any], value: Any) -> Any:
        """A value as the parameter's type wants it."""
        kind: str = parameter["type"]
        if kind.endswith("[]"):
            item = {**parameter, "type": kind.removesuffix("[]")}
            return [self.value(item, each) for each in value]
        if kind == "tuple":
            members = _members(value)
            return tuple(map(self.value, parameter["components"], members))
        if kind == "address":
            return self._address(value)
        if kind == "bytes32":
            return self._bytes32(value)
        if kind == "bytes":
            return value if isinstance(value, bytes) else self.sign(value)
        if kind == "uint8" and isinstance(value, str):
            return MEMBERS[value]
        if kind == "uint256" and isinstance(value, str):
            return int(self._address(value), 16)
        return value

    def list_id(self, splits: List) -> bytes:
        """The name of a list of splits: the hash of its content."""
        if not splits:
            return bytes(32)
        written = [(self._address(recipient), bps) for recipient, bps in splits]
        return keccak(encode(["(address,uint16)[]"], [written]))

    def _bytes32(self, value: Any) -> bytes:
        if isinstance(value, bytes):
            return value
        return content_hash(value) if isinstance(value, str) else self.list_id(value)


def _members(value: Any) -> list[Any]:
    if is_dataclass(value):
        return [getattr(value, each.name) for each in fields(value)]
    return list(value)


def decoded(types: tuple[str, ...], data: bytes) -> tuple[Any, ...]:
    """Values out of their encoding."""
    return decode(list(types), data)
