"""EIP-712 signatures of the local chain's accounts, typed as the contract's own ABI says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brownie import Contract, web3

_DOMAIN = (
    ("name", "string"),
    ("version", "string"),
    ("chainId", "uint256"),
    ("verifyingContract", "address"),
)


def sign(account: str, contract: Contract, function: str, message: Mapping[str, Any]) -> str:
    """The node's signature for `account` of what `function` of `contract` hashes, in hex."""
    data = typed_data(contract, function, message)
    answer = web3.provider.make_request("eth_signTypedData_v4", [account, data])
    if "error" in answer:
        raise ValueError(f"{account} cannot sign: {answer['error']}")
    signature: str = answer["result"]
    return signature


def typed_data(contract: Contract, function: str, message: Mapping[str, Any]) -> dict[str, Any]:
    """The message as wallets take it; its types are those of the struct that `function` takes."""
    struct = next(each for each in contract.abi if each.get("name") == function)["inputs"][0]
    types: dict[str, Any] = {"EIP712Domain": _fields(_DOMAIN)}
    primary = _collect(struct, types)
    _, name, version, chain_id, address, _, _ = contract.eip712Domain()
    domain = {"name": name, "version": version, "chainId": chain_id, "verifyingContract": address}
    return {"types": types, "primaryType": primary, "domain": domain, "message": _texts(message)}


def as_tuple(contract: Contract, function: str, message: Mapping[str, Any]) -> tuple[Any, ...]:
    """The message as the argument of `function`: its values in the order of the struct."""
    struct = next(each for each in contract.abi if each.get("name") == function)["inputs"][0]
    return _values(struct, message)


def _texts(value: Any) -> Any:
    """Numbers as texts: the node's own are exact only up to 2^53."""
    if isinstance(value, Mapping):
        return {name: _texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    return str(value) if type(value) is int else value


def _collect(struct: Mapping[str, Any], types: dict[str, Any]) -> str:
    """Add the struct, and those inside of it, to `types`; its name."""
    name = str(struct["internalType"]).removeprefix("struct ").removesuffix("[]")
    fields = []
    for each in struct["components"]:
        kind = each["type"]
        if "components" in each:
            kind = kind.replace("tuple", _collect(each, types))
        fields.append((each["name"], kind))
    types[name] = _fields(fields)
    return name


def _values(struct: Mapping[str, Any], message: Mapping[str, Any]) -> tuple[Any, ...]:
    values: list[Any] = []
    for each in struct["components"]:
        value = message[each["name"]]
        if each["type"] == "tuple":
            value = _values(each, value)
        elif each["type"] == "tuple[]":
            value = [_values(each, one) for one in value]
        elif each["type"].startswith("uint"):
            value = int(value)
        values.append(value)
    return tuple(values)


def _fields(pairs: Any) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in pairs]
