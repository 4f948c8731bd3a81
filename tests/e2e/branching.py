"""Blocks that are taken back, with others in their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.chain import Chain

UNDONE = "took back the block"


@contextmanager
def branch(chain: Chain) -> Iterator[None]:
    """What happens inside is taken back: two other blocks come in its place."""
    before = chain.rpc.call("evm_snapshot")
    yield
    take_back(chain, before)


def take_back(chain: Chain, before: str) -> None:
    """The chain of that snapshot, and more blocks on it than were lost."""
    lost = chain.height
    chain.rpc.call("evm_revert", before)
    while chain.height <= lost:
        chain.rpc.call("evm_mine")
