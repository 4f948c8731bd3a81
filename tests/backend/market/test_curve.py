"""The curve's promises, on exact integers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.backend.market.drawn import launch_reserves, supplies
from toktok.market import curve
from toktok.market.curve import LAUNCH_SUPPLY, WAD


@given(launch_reserves, supplies)
def test_supply_at_undoes_reserve_at_from_above(launch_reserve: int, supply: int) -> None:
    reserve = curve.reserve_at(supply, launch_reserve=launch_reserve)
    assert curve.supply_at(reserve, launch_reserve=launch_reserve) >= supply


@given(launch_reserves, st.integers(0, 10**12), st.integers(0, 10**20))
def test_supply_at_is_the_largest_supply_the_reserve_backs(
    launch_reserve: int, numerator: int, extra: int
) -> None:
    reserve = launch_reserve * numerator // 10**6 + extra
    supply = curve.supply_at(reserve, launch_reserve=launch_reserve)
    assert curve.reserve_at(supply, launch_reserve=launch_reserve) <= reserve
    assert curve.reserve_at(supply + 1, launch_reserve=launch_reserve) > reserve


@given(launch_reserves, supplies, st.integers(0, 10**24))
def test_reserve_and_price_never_fall_with_the_supply(
    launch_reserve: int, supply: int, more: int
) -> None:
    def both(at: int) -> tuple[int, int]:
        return (
            curve.reserve_at(at, launch_reserve=launch_reserve),
            curve.price_at(at, launch_reserve=launch_reserve),
        )

    before, after = both(supply), both(supply + more)
    assert before[0] <= after[0]
    assert before[1] <= after[1]


@given(launch_reserves)
def test_the_launch_supply_is_backed_by_what_was_raised(launch_reserve: int) -> None:
    assert curve.reserve_at(LAUNCH_SUPPLY, launch_reserve=launch_reserve) == launch_reserve
    assert curve.supply_at(launch_reserve, launch_reserve=launch_reserve) == LAUNCH_SUPPLY


def test_doubling_the_supply_costs_seven_thirds_of_the_launch() -> None:
    raised = 3_000 * WAD
    assert curve.reserve_at(2 * LAUNCH_SUPPLY, launch_reserve=raised) == 10_000 * WAD
    assert curve.supply_at(10_000 * WAD, launch_reserve=raised) == 2 * LAUNCH_SUPPLY
    assert curve.price_at(2 * LAUNCH_SUPPLY, launch_reserve=raised) == 4 * 3_000 * WAD // 10**6


@pytest.mark.parametrize("undo", [curve.reserve_at, curve.supply_at])
def test_negative_amounts_are_refused(undo: Callable[..., int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        undo(-1, launch_reserve=1_000 * WAD)
