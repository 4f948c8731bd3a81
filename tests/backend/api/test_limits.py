"""One client hands in so much and no more, and others do not notice."""

from __future__ import annotations

import pytest

from tests.support.served import Served
from toktok.api.limits import Allowance, TooManyRequests

pytestmark = pytest.mark.databases("sqlite")


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def taken(allowance: Allowance, client: str) -> int:
    """How much is taken of a client before it has to wait, and how long."""
    count = 0
    while True:
        try:
            allowance.take(client)
        except TooManyRequests:
            return count
        count += 1


def test_a_burst_is_taken_and_then_so_much_a_second(clock: Clock) -> None:
    allowance = Allowance(burst=5, per_second=0.5, clock=clock)
    assert taken(allowance, "a") == 5
    assert taken(allowance, "b") == 5
    with pytest.raises(TooManyRequests) as waiting:
        allowance.take("a")
    assert waiting.value.seconds == 3
    clock.now += 2
    assert taken(allowance, "a") == 1
    clock.now += 1_000
    assert taken(allowance, "a") == 5


def test_being_refused_costs_nothing(clock: Clock) -> None:
    allowance = Allowance(burst=1, per_second=1, clock=clock)
    assert taken(allowance, "a") == 1
    for _ in range(10):
        with pytest.raises(TooManyRequests):
            allowance.take("a")
    clock.now += 1
    assert taken(allowance, "a") == 1


def test_the_longest_away_are_forgotten(clock: Clock) -> None:
    allowance = Allowance(burst=1, per_second=0.001, clock=clock)
    for number in range(10_001):
        allowance.take(str(number))
    assert taken(allowance, "1") == 0
    assert taken(allowance, "0") == 1


def test_too_many_requests_are_told_when_to_come_back(toktok: Served) -> None:
    before = toktok.app.state.allowance
    toktok.app.state.allowance = Allowance(burst=2, per_second=0.01)
    try:
        answers = [toktok.client.post("/v1/orders", json={}) for _ in range(3)]
    finally:
        toktok.app.state.allowance = before
    assert [each.status_code for each in answers] == [422, 422, 429]
    assert answers[2].json()["title"] == "Too many requests"
    assert 90 < int(answers[2].headers["retry-after"]) <= 101
    assert toktok.client.get("/v1/orders").status_code == 200
