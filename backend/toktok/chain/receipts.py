"""Receipts of a block: the second opinion on its logs, checked against the header."""

from __future__ import annotations

from typing import Any

from toktok.chain.blocks import Header, reading, unhex
from toktok.chain.bloom import mask_of
from toktok.chain.logs import Log, parse_log
from toktok.chain.rpc import Request, Rpc
from toktok.chain.trie import number, rlp, root_of_list
from toktok.errors import RpcError, UntrustedNodeError

# Receipts of these transaction types are encoded as EIP-2718 says, without fields of their own.
_STANDARD_TYPES = frozenset(range(5))


class ReceiptsMismatchError(UntrustedNodeError):
    """The receipts are not those the header commits to: the node lies, or has another block now."""


async def fetch_receipt_logs(rpc: Rpc, header: Header) -> list[Log]:
    """Every log of a block, from its receipts.

    Raises `ReceiptsMismatchError` if they are not the receipts the header commits to.
    """
    receipts = await _fetch_receipts(rpc, header)
    with reading("receipts"):
        receipts.sort(key=lambda receipt: int(receipt["transactionIndex"], 16))
        known = {unhex(receipt["transactionHash"]) for receipt in receipts}
        logs = [parse_log(log) for receipt in receipts for log in receipt["logs"]]
        agree = known == set(header.transactions) and _header_agrees(receipts, logs, header)
    if not agree:
        raise ReceiptsMismatchError(
            f"The receipts of block {header.number} are not those its header commits to."
        )
    return sorted(logs, key=lambda log: log.log_index)


async def _fetch_receipts(rpc: Rpc, header: Header) -> list[dict[str, Any]]:
    try:
        receipts = await rpc.call("eth_getBlockReceipts", hex(header.number))
    except RpcError:
        receipts = None  # Ganache does not know the method.
    if not isinstance(receipts, list):
        receipts = await rpc.batch(
            [Request("eth_getTransactionReceipt", (f"0x{tx.hex()}",)) for tx in header.transactions]
        )
    if None in receipts:
        # Behind a load balancer the next one asked may have them.
        raise RpcError(
            "eth_getTransactionReceipt", code=0, message=f"no receipts of block {header.number}"
        )
    return receipts


def _header_agrees(receipts: list[dict[str, Any]], logs: list[Log], header: Header) -> bool:
    types = {_type_of(receipt) for receipt in receipts}
    if not types <= _STANDARD_TYPES or any("status" not in receipt for receipt in receipts):
        # A rollup's own encoding, or so the node says: the bloom has to do.
        return _bloom_of(logs) == header.bloom
    return root_of_list([_encoded(receipt) for receipt in receipts]) == header.receipts_root


def _bloom_of(logs: list[Log]) -> int:
    bloom = 0
    for log in logs:
        for value in (log.address, *log.topics):
            bloom |= mask_of(value)
    return bloom


def _encoded(receipt: dict[str, Any]) -> bytes:
    """What the receipts trie stores (EIP-2718, EIP-658)."""
    body = rlp(
        [
            number(int(receipt["status"], 16)),
            number(int(receipt["cumulativeGasUsed"], 16)),
            unhex(receipt["logsBloom"]),
            [
                [
                    unhex(log["address"]),
                    [unhex(topic) for topic in log["topics"]],
                    unhex(log["data"]),
                ]
                for log in receipt["logs"]
            ],
        ]
    )
    kind = _type_of(receipt)
    return body if kind == 0 else bytes([kind]) + body


def _type_of(receipt: dict[str, Any]) -> int:
    return int(receipt.get("type") or "0x0", 16)
