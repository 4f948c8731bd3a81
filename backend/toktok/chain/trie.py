"""The root hash of a Merkle Patricia trie over a list, as block headers commit to receipts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from eth_hash.auto import keccak

#: How far down the trie an item lies, in hexadecimal digits, and the item.
_Entry: TypeAlias = tuple[str, bytes]

_EMPTY = b"\x80"
EMPTY_ROOT = keccak(_EMPTY)


@lru_cache(maxsize=4_096)
def prefix(length: int, offset: int) -> bytes:
    """The length prefix of a string (`offset` 0x80) or of a list (0xc0)."""
    if length < 56:
        return bytes((offset + length,))
    encoded = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((offset + 55 + len(encoded),)) + encoded


def string(value: bytes) -> bytes:
    """Recursive length prefix encoding of bytes."""
    if len(value) == 1 and value[0] < 0x80:
        return value
    return prefix(len(value), 0x80) + value


def listed(encoded: bytes) -> bytes:
    """Recursive length prefix encoding of a list; `encoded` is its members one after the other."""
    return prefix(len(encoded), 0xC0) + encoded


def quantity(value: int) -> bytes:
    """Recursive length prefix encoding of an integer: big-endian without leading zeros."""
    return string(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def root_of_list(values: Sequence[bytes]) -> bytes:
    """Root of the trie that maps the encoded index to each value."""
    if not values:
        return EMPTY_ROOT
    entries = [(_path(index), value) for index, value in enumerate(values)]
    return keccak(_node(sorted(entries)))


@lru_cache(maxsize=4_096)
def _path(index: int) -> str:
    return quantity(index).hex()


def _node(entries: list[_Entry]) -> bytes:
    """The encoded node above `entries`, which are sorted."""
    path, value = entries[0]
    if len(entries) == 1:
        return listed(_packed(path, leaf=True) + string(value))
    shared = _shared(path, entries[-1][0])
    if shared:
        rest = [(each[shared:], value) for each, value in entries]
        return listed(_packed(path[:shared], leaf=False) + _reference(_node(rest)))
    below: dict[str, list[_Entry]] = {}
    for each, value in entries:
        below.setdefault(each[0], []).append((each[1:], value))
    branches = [
        _reference(_node(below[digit])) if digit in below else _EMPTY
        for digit in "0123456789abcdef"
    ]
    # No index is encoded as the beginning of another: the place for a value here stays empty.
    return listed(b"".join(branches) + _EMPTY)


def _shared(first: str, last: str) -> int:
    """How many digits two paths begin with together."""
    for place, (one, other) in enumerate(zip(first, last, strict=False)):
        if one != other:
            return place
    return min(len(first), len(last))


def _reference(node: bytes) -> bytes:
    """What a node above has in place of `node`: its hash, unless it is shorter than one."""
    return node if len(node) < 32 else b"\xa0" + keccak(node)


@lru_cache(maxsize=4_096)
def _packed(path: str, *, leaf: bool) -> bytes:
    flag = 2 if leaf else 0
    head = f"{flag + 1:x}" if len(path) % 2 else f"{flag:x}0"
    return string(bytes.fromhex(head + path))
