"""Where a launch stands follows from what happened and from the clock."""

from __future__ import annotations

import pytest

from toktok.market.launches import LaunchFacts, launch_status
from toktok.store.tables import Status


@pytest.mark.parametrize(
    ("status", "now", "raised", "maximum", "expected"),
    [
        (Status.OPEN, 99, 10, 0, "open"),
        (Status.OPEN, 100, 10, 0, "closed"),
        (Status.OPEN, 99, 10, 11, "open"),
        (Status.OPEN, 99, 11, 11, "closed"),
        (Status.TRADING, 200, 11, 11, "trading"),
        (Status.FAILED, 200, 1, 11, "failed"),
    ],
)
def test_status(status: int, now: int, raised: int, maximum: int, expected: str) -> None:
    facts = LaunchFacts(status=status, closes_at=100, raised=raised, maximum_raise=maximum)
    assert launch_status(facts, now=now) == expected
