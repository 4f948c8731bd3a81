from __future__ import annotations

import re

from toktok.market.rows import CandleRow
from toktok.pages import drawings


def bar(opened: int, high: int, low: int, close: int) -> CandleRow:
    return CandleRow(0, opened, high, low, close, volume=0, inflow=0, trades=1)


def test_what_people_wrote_is_escaped() -> None:
    assert "<script" not in drawings.avatar("<script>")
    assert "<b>" not in drawings.spark([1, 2], "<b>")


def test_sparkline_takes_its_tone_from_beginning_and_end() -> None:
    assert 'class="spark up"' in drawings.spark([1, 5, 2], "up")
    assert 'class="spark down"' in drawings.spark([5, 1, 2], "down")
    assert 'class="spark muted"' in drawings.spark([], "nothing yet")


def test_sparkline_stays_inside_its_box() -> None:
    drawn = drawings.spark([10**18, 3 * 10**18, 0, 7 * 10**17], "wild")
    heights = [float(y) for _, y in re.findall(r"(\d+\.\d),(\d+\.\d)", drawn)]
    assert all(0 <= y <= drawings.HEIGHT for y in heights)


def test_candles_draw_one_bar_each_and_the_floor() -> None:
    drawn = drawings.candles([bar(2, 4, 1, 3), bar(3, 3, 1, 1)], 1, "prices")
    assert drawn.count("<rect") == 2
    assert drawn.count("candle-up") == 2
    assert drawn.count("candle-down") == 2
    assert "floor-line" in drawn


def test_progress_goes_to_the_minimum_first_and_then_to_the_maximum() -> None:
    below = drawings.progress(8, 10, 50)
    assert 'width="80.0"' in below
    assert "mark" not in below
    beyond = drawings.progress(25, 10, 50)
    assert 'width="50.0"' in beyond
    assert 'class="mark" x="20.0"' in beyond
    assert 'width="100.0"' in drawings.progress(12, 10)
    assert "mark" not in drawings.progress(10, 10, 10)
