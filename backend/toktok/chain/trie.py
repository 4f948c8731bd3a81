"""The root hash of a Merkle Patricia trie over a list, as block headers commit to receipts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from eth_hash.auto import keccak

Item: TypeAlias = "bytes | Sequence[Item]"
_Path: TypeAlias = tuple[int, ...]

EMPTY_ROOT = keccak(b"\x80")


def rlp(item: Item) -> bytes:
    """Recursive length prefix encoding of bytes and lists of them."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _length(len(item), 0x80) + item
    body = b"".join(rlp(each) for each in item)
    return _length(len(body), 0xC0) + body


def number(value: int) -> bytes:
    """An integer as RLP wants it: big-endian without leading zeros."""
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def root_of_list(values: Sequence[bytes]) -> bytes:
    """Root of the trie that maps rlp(index) to each value."""
    if not values:
        return EMPTY_ROOT
    entries = [(_nibbles(rlp(number(index))), value) for index, value in enumerate(values)]
    return keccak(rlp(_node(entries)))


def _length(length: int, offset: int) -> bytes:
    if length < 56:
        return bytes([offset + length])
    encoded = number(length)
    return bytes([offset + 55 + len(encoded)]) + encoded


def _nibbles(key: bytes) -> _Path:
    return tuple(nibble for byte in key for nibble in (byte >> 4, byte & 15))


def _node(entries: Sequence[tuple[_Path, bytes]]) -> list[Item]:
    if len(entries) == 1:
        path, value = entries[0]
        return [_packed(path, leaf=True), value]
    shared = _shared_length([path for path, _ in entries])
    if shared:
        rest = [(path[shared:], value) for path, value in entries]
        return [_packed(entries[0][0][:shared], leaf=False), _reference(_node(rest))]
    branch: list[Item] = [b""] * 17
    for nibble in range(16):
        below = [(path[1:], value) for path, value in entries if path and path[0] == nibble]
        if below:
            branch[nibble] = _reference(_node(below))
    for path, value in entries:
        if not path:
            branch[16] = value
    return branch


def _reference(node: list[Item]) -> Item:
    encoded = rlp(node)
    return node if len(encoded) < 32 else keccak(encoded)


def _packed(path: _Path, *, leaf: bool) -> bytes:
    flag = 2 if leaf else 0
    head = (flag + 1, path[0]) if len(path) % 2 else (flag, 0)
    nibbles = head + path[len(path) % 2 :]
    return bytes(high << 4 | low for high, low in zip(nibbles[::2], nibbles[1::2], strict=True))


def _shared_length(paths: Sequence[_Path]) -> int:
    length = 0
    for column in zip(*paths, strict=False):
        if len(set(column)) > 1:
            break
        length += 1
    return length
