"""Receipts of a block, checked against the header: every log there was, and none besides."""

from __future__ import annotations

from binascii import unhexlify

from msgspec import Struct

from toktok.chain.headers import Bloom, ContradictionError, Hash, Header, reading, unhex
from toktok.chain.logs import Log, LogReply, encode
from toktok.chain.trie import listed, quantity, root_of_list

_FAILED = quantity(0)
#: Ganache hashes the status of a failed transaction as a byte, not as the number it is.
_FAILED_ON_GANACHE = b"\x00"
#: Transactions that a rollup of the OP kind takes over from the chain below it.
_DEPOSIT = 0x7E


class ReceiptReply(Struct, rename="camel", gc=False):
    """A receipt in the node's JSON; legacy transactions may have no type."""

    transaction_hash: Hash
    transaction_index: str
    cumulative_gas_used: str
    logs_bloom: Bloom
    logs: list[LogReply]
    status: str
    type: str = "0x0"
    deposit_nonce: str | None = None
    deposit_receipt_version: str | None = None


def logs_of(header: Header, receipts: list[ReceiptReply]) -> list[Log]:
    """Every log of a block, numbered in the order of the receipts.

    Raises `ContradictionError` if these are not the receipts the header commits to, and
    `RpcUnavailableError` if they cannot be read.
    """
    logs: list[Log] = []
    with reading("receipts"):
        receipts = sorted(receipts, key=_place)
        hashes = tuple([unhex(receipt.transaction_hash) for receipt in receipts])
        payloads = []
        for receipt, tx_hash in zip(receipts, hashes, strict=True):
            first = len(logs)
            for log in receipt.logs:
                shape, raw = encode(log)
                logs.append(Log(raw, shape, header.number, len(logs), tx_hash))
            payloads.append(b"".join([log.encoded for log in logs[first:]]))
        sound = hashes == header.transactions and _is_committed(header, receipts, payloads)
    if not sound:
        raise ContradictionError(
            f"The receipts of block {header.number} are not those its header commits to."
        )
    return logs


def _place(receipt: ReceiptReply) -> int:
    return int(receipt.transaction_index, 16)


def _is_committed(header: Header, receipts: list[ReceiptReply], logs: list[bytes]) -> bool:
    """Whether the header names the root of these receipts, each with its logs."""

    def root(failed: bytes) -> bytes:
        pairs = zip(receipts, logs, strict=True)
        return root_of_list([_encoded(receipt, each, failed) for receipt, each in pairs])

    return header.receipts_root == root(_FAILED) or (
        any(int(receipt.status, 16) == 0 for receipt in receipts)
        and header.receipts_root == root(_FAILED_ON_GANACHE)
    )


def _encoded(receipt: ReceiptReply, logs: bytes, failed: bytes) -> bytes:
    """What the receipts trie stores (EIP-2718, EIP-658)."""
    kind = int(receipt.type, 16)
    fields = (
        (quantity(int(receipt.status, 16)) if int(receipt.status, 16) else failed)
        + quantity(int(receipt.cumulative_gas_used, 16))
        + unhexlify(f"b90100{receipt.logs_bloom[2:]}")
        + listed(logs)
    )
    if kind == _DEPOSIT and receipt.deposit_receipt_version is not None:
        fields += quantity(int(receipt.deposit_nonce or "0x0", 16))
        fields += quantity(int(receipt.deposit_receipt_version, 16))
    return listed(fields) if kind == 0 else bytes((kind,)) + listed(fields)
