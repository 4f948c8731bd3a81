"""Headers and receipts as they are hashed, so that a liar can make its lies fit each other."""

from __future__ import annotations

from typing import Any

import rlp
from eth_hash.auto import keccak

from toktok.chain.trie import root_of_list

_HASHED = [
    "parentHash",
    "sha3Uncles",
    "miner",
    "stateRoot",
    "transactionsRoot",
    "receiptsRoot",
    "logsBloom",
    "difficulty",
    "number",
    "gasLimit",
    "gasUsed",
    "timestamp",
    "extraData",
    "mixHash",
    "nonce",
    "baseFeePerGas",
    "withdrawalsRoot",
    "blobGasUsed",
    "excessBlobGas",
    "parentBeaconBlockRoot",
    "requestsHash",
]
_NUMBERS = frozenset(
    [
        "difficulty",
        "number",
        "gasLimit",
        "gasUsed",
        "timestamp",
        "baseFeePerGas",
        "blobGasUsed",
        "excessBlobGas",
    ]
)
_BLOOM_BITS = 2_048


def hash_of(header: dict[str, Any]) -> str:
    """What a header's hash has to be (EIP-1559, EIP-4895, EIP-4844, EIP-4788, EIP-7685)."""
    fields = [
        int(header[name], 16) if name in _NUMBERS else _bytes(header[name])
        for name in _HASHED
        if header.get(name) is not None
    ]
    return f"0x{keccak(rlp.encode(fields)).hex()}"


def root_of(receipts: list[dict[str, Any]]) -> str:
    """What a header has to say of these receipts."""
    return f"0x{root_of_list([_encoded(receipt) for receipt in receipts]).hex()}"


def bloom_of(logs: list[dict[str, Any]]) -> str:
    """The bloom of these logs: three bits for each address and topic."""
    bloom = 0
    for log in logs:
        for value in (log["address"], *log["topics"]):
            digest = keccak(_bytes(value))
            for at in (0, 2, 4):
                bloom |= 1 << (int.from_bytes(digest[at : at + 2], "big") % _BLOOM_BITS)
    return f"0x{bloom:0512x}"


def _encoded(receipt: dict[str, Any]) -> bytes:
    logs = [
        [_bytes(log["address"]), [_bytes(topic) for topic in log["topics"]], _bytes(log["data"])]
        for log in receipt["logs"]
    ]
    status, gas = int(receipt["status"], 16), int(receipt["cumulativeGasUsed"], 16)
    body: bytes = rlp.encode([status, gas, _bytes(receipt["logsBloom"]), logs])
    kind = int(receipt["type"], 16)
    return bytes([kind]) + body if kind else body


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text[2:])
