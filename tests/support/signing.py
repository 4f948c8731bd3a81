"""Orders and vouchers, signed by the node's accounts as a wallet would (EIP-712)."""

from __future__ import annotations

import json
from typing import Any

from tests.support.world import Contract

Fields = list[tuple[str, str]]

ORDER: Fields = [
    ("maker", "address"),
    ("side", "uint8"),
    ("id", "uint256"),
    ("price", "uint256"),
    ("signedAt", "uint256"),
    ("expiry", "uint256"),
    ("group", "uint256"),
    ("counter", "uint256"),
    ("version", "uint256"),
]
SPLIT: Fields = [("recipient", "address"), ("bps", "uint16")]
TERMS: Fields = [
    ("uri", "string"),
    ("contentHash", "bytes32"),
    ("editionSize", "uint16"),
    ("price", "uint96"),
    ("opensAt", "uint40"),
    ("closesAt", "uint40"),
    ("maxPerWallet", "uint16"),
    ("royaltyBps", "uint16"),
    ("soundId", "uint64"),
    ("splits", "Split[]"),
    ("perk", "string"),
]
VOUCHER: Fields = [
    ("creator", "address"),
    ("nonce", "uint256"),
    ("moves", "uint256"),
    ("terms", "MomentTerms"),
]
STRUCTS = {"Order": ORDER, "Voucher": VOUCHER, "MomentTerms": TERMS, "Split": SPLIT}


def sign_order(exchange: Contract, order: tuple[Any, ...], *, by: str | None = None) -> bytes:
    """The maker's signature of an order, given as the contract takes it; or somebody else's."""
    return _sign(exchange, "Toktok MomentExchange", "Order", order, by or order[0])


def sign_voucher(moments: Contract, voucher: tuple[Any, ...], *, by: str | None = None) -> bytes:
    """The creator's signature of a voucher, given as the contract takes it; or somebody else's."""
    return _sign(moments, "Toktok TopMoments", "Voucher", voucher, by or voucher[0])


def _sign(contract: Contract, name: str, struct: str, value: tuple[Any, ...], signer: str) -> bytes:
    domain = {
        "name": name,
        "version": "1",
        "chainId": int(contract.node.call("eth_chainId"), 16),
        "verifyingContract": contract.address,
    }
    types = {key: [{"name": n, "type": t} for n, t in fields] for key, fields in STRUCTS.items()}
    types["EIP712Domain"] = [
        {"name": "name", "type": "string"},
        {"name": "version", "type": "string"},
        {"name": "chainId", "type": "uint256"},
        {"name": "verifyingContract", "type": "address"},
    ]
    data = {
        "types": _used(types, struct),
        "primaryType": struct,
        "domain": domain,
        "message": _named(struct, value),
    }
    signed: str = contract.node.call("eth_signTypedData_v4", signer, json.loads(json.dumps(data)))
    return bytes.fromhex(signed[2:])


def _used(types: dict[str, Any], struct: str) -> dict[str, Any]:
    names = ("Order",) if struct == "Order" else ("Voucher", "MomentTerms", "Split")
    return {name: types[name] for name in (*names, "EIP712Domain")}


def _named(struct: str, value: tuple[Any, ...]) -> dict[str, Any]:
    pairs = zip(STRUCTS[struct], value, strict=True)
    return {name: _shown(kind, each) for (name, kind), each in pairs}


def _shown(kind: str, value: Any) -> Any:
    if kind.endswith("[]"):
        return [_shown(kind.removesuffix("[]"), each) for each in value]
    if kind in STRUCTS:
        return _named(kind, value)
    if isinstance(value, bytes):
        return f"0x{value.hex()}"
    return str(value) if isinstance(value, int) else value
