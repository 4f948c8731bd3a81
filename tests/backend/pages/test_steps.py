from __future__ import annotations

import re

from toktok.pages.columns import DAY
from toktok.pages.steps import daily, steps
from toktok.pages.vesting import vesting_drawn


def test_a_number_holds_until_the_next_change() -> None:
    drawn = daily([(0, 3), (2 * DAY, 5)], now=4 * DAY + 7, count=10)
    assert drawn == [(0, 3), (DAY, 3), (2 * DAY, 5), (3 * DAY, 5), (4 * DAY, 5)]


def test_days_before_the_shown_ones_still_count() -> None:
    assert daily([(0, 3), (2 * DAY, 5)], now=4 * DAY, count=2) == [(3 * DAY, 5), (4 * DAY, 5)]
    assert daily([(0, 3), (3 * DAY, 5)], now=3 * DAY, count=2) == [(2 * DAY, 3), (3 * DAY, 5)]


def test_nothing_is_drawn_of_nothing() -> None:
    assert daily([], now=DAY, count=30) == []
    assert "role" in steps([], "nobody yet")


def test_steps_stay_inside_their_box_and_are_named() -> None:
    drawn = steps([(0, 0), (DAY, 7), (2 * DAY, 3)], "<holders>")
    assert "&lt;holders&gt;" in drawn
    heights = [float(y) for y in re.findall(r"V([\d.]+)", drawn)]
    assert all(0 <= y <= 140 for y in heights)


def test_vesting_is_drawn_to_the_longer_term_with_the_time_that_passed() -> None:
    drawn = vesting_drawn(10 * DAY, 40 * DAY, 20 * DAY, "vesting")
    assert 'class="fans" d="M0,90L100.0,4H400"' in drawn
    assert 'class="own" d="M0,90L400.0,4H400"' in drawn
    assert 'x1="200.0"' in drawn
    assert "<line" not in vesting_drawn(0, 0, 5, "at once")
