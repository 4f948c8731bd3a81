"""Addresses as people write them."""

from __future__ import annotations

from functools import lru_cache

from eth_hash.auto import keccak

ZERO = bytes(20)


@lru_cache(maxsize=65_536)
def checksum(address: bytes) -> str:
    """The EIP-55 spelling of 20 bytes."""
    plain = address.hex()
    digest = keccak(plain.encode()).hex()
    letters = zip(plain, plain.upper(), digest, strict=False)
    cased = "".join([upper if nibble > "7" else letter for letter, upper, nibble in letters])
    return f"0x{cased}"
