"""Figures of the last day and week from hourly candles."""

from __future__ import annotations

from toktok.market.recent import (
    DAY,
    HOUR,
    SPARK_POINTS,
    SPARK_STEP,
    Recent,
    day_begins,
    spark_line,
)

NOW = 500_000 * HOUR + 1_234


def recent(*hours: tuple[int, int], opened: int) -> Recent:
    """Candles that began so many whole hours before now's, with these closes."""
    starts = [NOW // HOUR * HOUR - back * HOUR for back, _ in hours]
    return Recent(opened=opened, hours=starts, closes=[close for _, close in hours])


def test_without_trades_the_price_is_what_it_is_now() -> None:
    assert Recent().price_at(NOW - DAY, now_price=7) == 7


def test_the_price_of_a_moment_is_the_last_close_before_it() -> None:
    figures = recent((30, 5), (25, 6), (2, 9), opened=4)
    assert figures.price_at(NOW - DAY, now_price=9) == 6
    assert figures.price_at(NOW - 29 * HOUR, now_price=9) == 5


def test_before_the_first_trade_the_price_is_what_that_trade_found() -> None:
    assert recent((2, 9), opened=4).price_at(NOW - DAY, now_price=9) == 4


def test_an_hour_that_is_not_over_at_the_moment_does_not_count() -> None:
    figures = recent((24, 6), opened=4)
    assert figures.price_at(NOW - DAY, now_price=6) == 4
    assert figures.price_at(NOW - DAY + HOUR, now_price=6) == 6


def test_the_day_has_no_more_than_24_hours() -> None:
    assert NOW - day_begins(NOW) < DAY
    assert NOW - day_begins(NOW) >= DAY - HOUR
    assert day_begins(NOW) % HOUR == 0


def test_a_spark_line_ends_with_the_price_now() -> None:
    figures = recent((100, 5), (50, 6), (2, 9), opened=4)
    line = spark_line(figures, price=9, since=0, now=NOW)
    assert len(line) == SPARK_POINTS
    assert line[0] == 4
    assert line[-1] == 9
    assert list(line) == sorted(line)


def test_a_spark_line_begins_when_trading_began() -> None:
    line = spark_line(Recent(), price=3, since=NOW - 2 * SPARK_STEP - 1, now=NOW)
    assert line == (3, 3, 3)
