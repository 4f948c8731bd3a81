"""One client hands in so much and no more, and others do not notice."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import Request

from tests.backend.api.acting import rated
from tests.support.members import Crowd
from tests.support.routes import routes_of
from tests.support.served import Served
from toktok.api.limits import (
    LARGEST_BODIES,
    LARGEST_BODY,
    SHARED,
    Allowance,
    Rate,
    TooManyRequests,
    client_of,
)

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
    allowance = Allowance(Rate(5, 0.5), clock=clock)
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
    allowance = Allowance(Rate(1, 1), clock=clock)
    assert taken(allowance, "a") == 1
    for _ in range(10):
        with pytest.raises(TooManyRequests):
            allowance.take("a")
    clock.now += 1
    assert taken(allowance, "a") == 1


def test_the_longest_away_are_forgotten(clock: Clock) -> None:
    allowance = Allowance(Rate(1, 0.001), clock=clock)
    for number in range(10_001):
        allowance.take(str(number))
    assert taken(allowance, "1") == 0
    assert taken(allowance, "0") == 1


def test_too_many_requests_are_told_when_to_come_back(toktok: Served) -> None:
    with rated(toktok, Rate(1, 0.01 / SHARED)):
        answers = [toktok.client.post("/v1/orders", json={}) for _ in range(SHARED + 1)]
    assert [each.status_code for each in answers] == [422] * SHARED + [429]
    assert answers[-1].json()["title"] == "Too many requests"
    assert 90 < int(answers[-1].headers["retry-after"]) <= 101
    assert toktok.client.get("/v1/orders").status_code == 200


def test_an_account_has_an_allowance_of_its_own_wherever_it_is(
    toktok: Served, crowd: Crowd
) -> None:
    fan, same_fan, other = crowd.member("fan"), crowd.member("fan"), crowd.member("other")
    with rated(toktok, Rate(1, 0.001)):
        assert fan.send("POST", "/v1/orders", {}).status_code == 422
        assert same_fan.send("POST", "/v1/orders", {}).status_code == 429
        assert other.send("POST", "/v1/orders", {}).status_code == 422


def test_kinds_do_not_use_up_each_others_allowance(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.member("fan")
    with rated(toktok, Rate(1, 0.001)):
        assert fan.send("POST", "/v1/orders", {}).status_code == 422
        assert fan.send("POST", "/v1/orders", {}).status_code == 429
        assert fan.send("POST", "/v1/session/challenge", {}).status_code == 422


def test_every_route_that_takes_something_counts_it(toktok: Served) -> None:
    """Signing out is free: nobody should be kept in."""
    free = {("DELETE", "/v1/session"), ("POST", "/language")}
    uncounted = {
        (method, path)
        for method, path, route in routes_of(toktok.app)
        if method != "GET" and not any(_counts(each) for each in route.dependant.dependencies)
    }
    assert uncounted == free


ELSEWHERE = {"X-Forwarded-For": "203.0.113.7", "Accept-Language": "en"}


def quote(toktok: Served, amount: int, **headers: str) -> httpx.Response:
    """An answer that nobody has asked for before."""
    asked: dict[str, str | int] = {
        "token": toktok.history.tokens[0],
        "side": "buy",
        "amount": amount,
    }
    return toktok.client.get("/v1/quote", params=asked, headers={**ELSEWHERE, **headers})


def test_what_is_computed_is_counted_for_each_address(toktok: Served) -> None:
    with rated(toktok, Rate(1, 0.01 / SHARED)):
        answers = [quote(toktok, 10**18 + n) for n in range(SHARED + 1)]
        assert [each.status_code for each in answers] == [200] * SHARED + [429]
        assert 90 < int(answers[-1].headers["retry-after"]) <= 101
        assert quote(toktok, 2 * 10**18, **{"X-Forwarded-For": "203.0.113.8"}).status_code == 200
        page = toktok.client.get("/moments", headers={**ELSEWHERE, "Accept": "text/html"})
        assert (page.status_code, page.headers["content-type"][:9]) == (429, "text/html")
        assert "Too much at once" in page.text
        assert int(page.headers["retry-after"]) > 90


def test_what_is_kept_and_what_is_no_work_is_free(toktok: Served) -> None:
    known = quote(toktok, 3 * 10**18)
    with rated(toktok, Rate(1, 0.01 / SHARED)):
        answers = [quote(toktok, 4 * 10**18 + n) for n in range(SHARED + 1)]
        assert answers[-1].status_code == 429
        assert quote(toktok, 3 * 10**18).json() == known.json()
        for path in ("/health", "/ready", "/static/build/none.js", "/v1/media/none"):
            assert toktok.client.get(path, headers=ELSEWHERE).status_code in (200, 404)


def test_this_machine_reads_as_much_as_it_likes(toktok: Served) -> None:
    with rated(toktok, Rate(1, 0.01 / SHARED)):
        answers = [toktok.client.get("/moments") for _ in range(SHARED + 1)]
    assert {each.status_code for each in answers} == {200}


def _counts(need: Any) -> bool:
    return need.call is not None and need.call.__qualname__.startswith("counted.")


@pytest.mark.parametrize("path", ["/v1/orders", "/v1/session/challenge"])
def test_a_body_may_be_as_long_as_its_route_takes(toktok: Served, path: str) -> None:
    most = LARGEST_BODIES.get(path, LARGEST_BODY)
    method = "PUT" if path.startswith("/v1/me") else "POST"
    refused = toktok.client.request(method, path, content=b" " * (most + 1))
    assert (refused.status_code, refused.json()["title"]) == (413, "Body too large")
    assert f"{most} bytes" in refused.json()["detail"]
    assert toktok.client.request(method, path, content=b" " * most).status_code in (401, 422)


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::1", "::1"),
        ("testclient", "testclient"),
    ],
)
def test_a_network_of_addresses_is_one_client(host: str, client: str) -> None:
    assert client_of(Request({"type": "http", "client": (host, 50_000)})) == client
