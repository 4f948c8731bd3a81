"""How many blocks to ask for at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toktok.indexer.backfill import LARGEST, RangeSize


@given(st.integers(1, 2 * LARGEST))
def test_it_settles_just_below_the_provider_s_limit(limit: int) -> None:
    size = RangeSize()
    asked = refusals = 0
    for _ in range(200):
        asked += 1
        if size.blocks > limit:
            size.refused(size.blocks)
            refusals += 1
        else:
            size.answered()
    assert refusals < asked / 4
    assert min(limit, LARGEST) // 2 <= size.blocks <= LARGEST


def test_it_never_asks_for_nothing() -> None:
    size = RangeSize()
    for _ in range(20):
        size.refused(size.blocks)
    assert size.blocks == 1
