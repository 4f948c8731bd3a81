"""Merkle trees as the fund reads them: leaves hashed twice, pairs in order of value."""

from __future__ import annotations

from eth_abi.abi import encode
from eth_hash.auto import keccak

from tests.support.world import Contract


def leaf_of(fund: Contract, account: str, cumulative: int) -> bytes:
    """What the fund hashes of an account and all it has earned."""
    return leaf_at(int(fund.node.call("eth_chainId"), 16), fund.address, account, cumulative)


def leaf_at(chain_id: int, fund: str, account: str, cumulative: int) -> bytes:
    """The same for the fund at an address of a chain."""
    kinds = ["uint256", "address", "address", "uint256"]
    return keccak(keccak(encode(kinds, [chain_id, fund, account, cumulative])))


def tree_of(leaves: list[bytes]) -> list[list[bytes]]:
    """The levels of a tree, from the leaves to the root; the last of an odd level goes up alone."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        level = levels[-1]
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        levels.append([keccak(b"".join(sorted(pair))) if pair[1:] else pair[0] for pair in pairs])
    return levels


def proof_of(levels: list[list[bytes]], index: int) -> list[bytes]:
    """The neighbours on the way from a leaf to the root."""
    proof = []
    for level in levels[:-1]:
        if index ^ 1 < len(level):
            proof.append(level[index ^ 1])
        index //= 2
    return proof
