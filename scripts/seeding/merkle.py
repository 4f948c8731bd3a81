"""Merkle trees as the creator fund reads them: OpenZeppelin's standard tree."""

from __future__ import annotations

from collections.abc import Sequence

from eth_abi.abi import encode
from eth_utils import keccak


def leaf_of(chain_id: int, fund: str, account: str, cumulative: int) -> bytes:
    """What stands for one account: hashed twice, so that no inner node can pass for it."""
    kinds = ["uint256", "address", "address", "uint256"]
    return keccak(keccak(encode(kinds, [chain_id, fund, account, cumulative])))


class Tree:
    """A complete binary tree over leaves in order of value; pairs are hashed in that order too."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        if not leaves:
            raise ValueError("a tree needs a leaf")
        # Node n has the children 2n + 1 and 2n + 2; the leaves come last, the least at the end.
        self._nodes = [b""] * (len(leaves) - 1) + sorted(leaves, reverse=True)
        for number in reversed(range(len(leaves) - 1)):
            pair = sorted(self._nodes[2 * number + 1 : 2 * number + 3])
            self._nodes[number] = keccak(b"".join(pair))

    @property
    def root(self) -> bytes:
        """What all leaves lead to."""
        return self._nodes[0]

    def proof(self, leaf: bytes) -> list[bytes]:
        """The hashes that lead from `leaf` to the root."""
        number = self._nodes.index(leaf, len(self._nodes) // 2)
        path = []
        while number:
            path.append(self._nodes[number + 1 if number % 2 else number - 1])
            number = (number - 1) // 2
        return path
