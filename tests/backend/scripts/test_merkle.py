"""Trees against those that OpenZeppelin's own library builds of the same accounts."""

from __future__ import annotations

import pytest
from eth_utils.crypto import keccak

from scripts.seeding.merkle import Tree, leaf_of

FUND = "0x" + "11" * 20


def leaves(count: int) -> list[bytes]:
    """Accounts 1 to `count`, each with a little more."""
    return [leaf_of(1337, FUND, f"0x{at + 1:040x}", 1_000 * at + 5) for at in range(count)]


@pytest.mark.parametrize(
    ("count", "root"),
    [
        (1, "5b83ecc85759eb6533a8912088da30a1328dea6d3dad94ad9a2c15fe5d8d6a2a"),
        (2, "d7920563e051e0a55bd92f4ad58e72b63b8874aaadbd90659565854a8b88aba4"),
        (3, "ced199a16972632fb36a5ae677da12e26d6e57dbbf5d1e77e7c4d27723edd177"),
        (5, "6192214891806512260a95e3a4adc61b2aa5edea86da006858c389c4a8f923a5"),
        (7, "5d06bbf407e1c3a4fd7dfc82e61f57644c8b2cebe948b9f0a677c9021e2e301e"),
        (8, "3849f697902ca3977c12b5e962810e5ddd71b4f1b61dac772246acd3a08b15b5"),
    ],
)
def test_the_root_is_the_one_of_the_standard_tree(count: int, root: str) -> None:
    assert Tree(leaves(count)).root.hex() == root
    assert Tree(leaves(count)[::-1]).root.hex() == root


@pytest.mark.parametrize("count", range(1, 18))
def test_every_proof_leads_to_the_root(count: int) -> None:
    tree = Tree(leaves(count))
    for leaf in leaves(count):
        node = leaf
        for each in tree.proof(leaf):
            node = keccak(b"".join(sorted((node, each))))
        assert node == tree.root


def test_a_stranger_has_no_proof() -> None:
    with pytest.raises(ValueError, match="is not in list"):
        Tree(leaves(5)).proof(leaf_of(1337, FUND, FUND, 1))


def test_a_tree_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a leaf"):
        Tree([])
