"""Where a launch stands follows from what happened and from the clock."""

from __future__ import annotations

import pytest

from toktok.market.launches import FAILED, OPEN, TRADING, LaunchFacts, launch_status


@pytest.mark.parametrize(
    ("status", "now", "raised", "maximum", "expected"),
    [
        (OPEN, 99, 10, 0, "open"),
        (OPEN, 100, 10, 0, "closed"),
        (OPEN, 99, 10, 11, "open"),
        (OPEN, 99, 11, 11, "closed"),
        (TRADING, 200, 11, 11, "trading"),
        (FAILED, 200, 1, 11, "failed"),
    ],
)
def test_status(status: int, now: int, raised: int, maximum: int, expected: str) -> None:
    facts = LaunchFacts(status=status, closes_at=100, raised=raised, maximum_raise=maximum)
    assert launch_status(facts, now=now) == expected
