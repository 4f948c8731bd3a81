"""Block headers, whose hash is computed and not believed."""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, TypeAlias

from eth_hash.auto import keccak
from msgspec import Meta, Struct

from toktok.chain.trie import listed, quantity, string
from toktok.errors import RpcUnavailableError, UntrustedNodeError

#: Hexadecimal text of a certain length, prefix included.
Address: TypeAlias = Annotated[str, Meta(min_length=42, max_length=42)]
Hash: TypeAlias = Annotated[str, Meta(min_length=66, max_length=66)]
Nonce: TypeAlias = Annotated[str, Meta(min_length=18, max_length=18)]
Bloom: TypeAlias = Annotated[str, Meta(min_length=514, max_length=514)]


class ContradictionError(UntrustedNodeError):
    """What a node says of a block is not what the block's hash commits to; asked again, it may be."""


class Header(Struct, frozen=True, gc=False):
    """What a header says; `bloom` as an integer of 2,048 bits."""

    number: int
    hash: bytes
    parent_hash: bytes
    timestamp: int
    gas_used: int
    bloom: int
    receipts_root: bytes
    transactions: tuple[bytes, ...]


class BlockReply(Struct, rename="camel", gc=False):
    """A block in the node's JSON, asked for without transaction bodies.

    The fields that have a default came with London, Shanghai, Cancun and Prague, in this order.
    """

    number: str
    hash: Hash
    parent_hash: Hash
    sha3_uncles: Hash
    miner: Address
    state_root: Hash
    transactions_root: Hash
    receipts_root: Hash
    logs_bloom: Bloom
    difficulty: str
    gas_limit: str
    gas_used: str
    timestamp: str
    extra_data: str
    mix_hash: Hash
    nonce: Nonce
    transactions: list[Hash]
    base_fee_per_gas: str | None = None
    withdrawals_root: Hash | None = None
    blob_gas_used: str | None = None
    excess_blob_gas: str | None = None
    parent_beacon_block_root: Hash | None = None
    requests_hash: Hash | None = None


def parse_header(block: BlockReply, *, number: int | None = None) -> Header:
    """The header, if its fields have the hash that the node says.

    Raises `ContradictionError` if they have not, or if it is not the block of that `number`, and
    `RpcUnavailableError` if they cannot be read.
    """
    with reading("a header"):
        header = Header(
            number=int(block.number, 16),
            hash=unhex(block.hash),
            parent_hash=unhex(block.parent_hash),
            timestamp=int(block.timestamp, 16),
            gas_used=int(block.gas_used, 16),
            bloom=int.from_bytes(unhex(block.logs_bloom), "big"),
            receipts_root=unhex(block.receipts_root),
            transactions=tuple([unhex(tx) for tx in block.transactions]),
        )
        digest = keccak(listed(_encoded(block, header)))
    if digest != header.hash:
        raise ContradictionError(
            f"The header of block {header.number} has not the hash it is said to."
        )
    if number not in (None, header.number):
        raise ContradictionError(f"Asked for block {number} the node tells of {header.number}.")
    return header


@contextmanager
def reading(what: str) -> Iterator[None]:
    """What cannot be read is as good as no answer: raises `RpcUnavailableError`, to be asked again."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise RpcUnavailableError(
            f"The node answered with {what} that cannot be read ({type(error).__name__})."
        ) from error


def unhex(text: str) -> bytes:
    """Bytes of a 0x-prefixed string."""
    return unhexlify(text[2:])


def _encoded(block: BlockReply, header: Header) -> bytes:
    """The fields of a header one after the other, encoded as its hash is computed of them."""
    fixed = (
        f"a0{block.parent_hash[2:]}a0{block.sha3_uncles[2:]}94{block.miner[2:]}"
        f"a0{block.state_root[2:]}a0{block.transactions_root[2:]}a0{block.receipts_root[2:]}"
        f"b90100{block.logs_bloom[2:]}"
    )
    parts = [
        unhexlify(fixed),
        quantity(int(block.difficulty, 16)),
        quantity(header.number),
        quantity(int(block.gas_limit, 16)),
        quantity(header.gas_used),
        quantity(header.timestamp),
        string(unhex(block.extra_data)),
        unhexlify(f"a0{block.mix_hash[2:]}88{block.nonce[2:]}"),
    ]
    if block.base_fee_per_gas is not None:
        parts.append(quantity(int(block.base_fee_per_gas, 16)))
    if block.withdrawals_root is not None:
        parts.append(string(unhex(block.withdrawals_root)))
    if block.blob_gas_used is not None:
        parts.append(quantity(int(block.blob_gas_used, 16)))
    if block.excess_blob_gas is not None:
        parts.append(quantity(int(block.excess_blob_gas, 16)))
    if block.parent_beacon_block_root is not None:
        parts.append(string(unhex(block.parent_beacon_block_root)))
    if block.requests_hash is not None:
        parts.append(string(unhex(block.requests_hash)))
    return b"".join(parts)
