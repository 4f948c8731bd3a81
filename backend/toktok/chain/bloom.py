"""Blocks say in 2,048 bits which addresses and topics their logs speak of."""

from __future__ import annotations

from functools import lru_cache

from eth_hash.auto import keccak


@lru_cache(maxsize=65_536)
def mask_of(value: bytes) -> int:
    """The three bits that a log with this address or topic sets (yellow paper, 4.3.1)."""
    digest = keccak(value)
    mask = 0
    for start in (0, 2, 4):
        mask |= 1 << (int.from_bytes(digest[start : start + 2], "big") & 0x7FF)
    return mask
