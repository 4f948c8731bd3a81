"""`make model`: a history of any length, or one that was kept."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.model.lens import Difference
from tests.model.play import Play, history, replay, told
from tests.model.stage import deploy
from tests.support.node import anvil


def main(given: Sequence[str] | None = None) -> int:
    """Play; 1 if chain and model differ."""
    parser = argparse.ArgumentParser(prog="make model", description=__doc__)
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--replay", type=Path, help="a history that was kept, instead")
    options = parser.parse_args(given)
    with anvil() as node:
        play = Play(deploy(node))
        began = time.monotonic()
        try:
            if options.replay:
                replay(play, options.replay)
            else:
                history(play, seed=options.seed, steps=options.steps, every=100)
        except Difference as difference:
            print(told(play, difference, seed=options.seed))
            return 1
    took = time.monotonic() - began
    print(f"seed {options.seed}: {len(play.steps)} steps, {play.lens.compared} views, {took:.0f} s")
    for (operation, outcome), count in sorted(play.outcomes.items()):
        print(f"{count:7} {operation}: {outcome}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
