"""Chains that change their mind while people use them."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.support.history import History

DEEPEST = 20
#: Anvil's own reorganisation loses the state of a chain longer than some 500 blocks.
_LONGEST = 400


def rewrite(
    history: History, chance: random.Random, *, grown: Callable[[], None] = lambda: None
) -> None:
    """Play, and put another branch in the place of up to 20 blocks; `grown` is called before it goes."""
    node, depth = history.world.node, chance.randint(1, DEEPEST)
    before = node.block_number()
    if before < _LONGEST and chance.random() < 0.5:
        history.play(depth)
        grown()
        # No deeper than what was played: people go on with what they know of.
        played = node.block_number() - before
        if played:
            node.call("anvil_reorg", min(DEEPEST, played), [])
    else:
        snapshot = node.call("evm_snapshot")
        history.play(depth)
        grown()
        node.call("evm_revert", snapshot)
    history.play(chance.randint(0, DEEPEST))
