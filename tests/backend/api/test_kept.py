"""Answers that are kept: never older than what was there when they were asked for, and counted like the others."""

from __future__ import annotations

import re
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import httpx

from tests.support.served import Served

_READERS, _BLOCKS = 8, 25


def _ask_on(toktok: Served, address: str, over: Event) -> int:
    """Ask again and again; the number of answers, none of which is older than the one before."""
    last = answers = 0
    with httpx.Client(base_url=toktok.url, timeout=30, trust_env=False) as client:
        while not over.is_set():
            block = client.get(address).raise_for_status().json()["block"]
            assert block >= last
            last, answers = block, answers + 1
    return answers


def test_a_kept_answer_is_never_older_than_what_is_indexed(toktok: Served) -> None:
    address, over = f"/v1/portfolio/{toktok.world.people[0]}", Event()
    with ThreadPoolExecutor(_READERS) as pool:
        crowd: list[Future[int]] = [
            pool.submit(_ask_on, toktok, address, over) for _ in range(_READERS)
        ]
        try:
            for _ in range(_BLOCKS):
                toktok.world.node.call("evm_mine")
                block = toktok.catch_up()
                assert toktok.get(address)["block"] >= block
        finally:
            over.set()
        assert min(each.result() for each in crowd) > 1


def test_a_kept_answer_is_counted_under_its_route(toktok: Served) -> None:
    def counted() -> int:
        series = r'toktok_requests_total\{.*route="/v1/creators/\{name\}/candles".*\} (\S+)'
        return int(float(re.findall(series, toktok.client.get("/metrics").text)[0]))

    token = toktok.history.tokens[0]
    address = f"/v1/creators/{token}/candles?limit=7"
    toktok.get(address)
    before = counted()
    for _ in range(5):
        toktok.get(address)
    assert counted() == before + 5


def test_a_kept_answer_has_what_every_answer_has(toktok: Served) -> None:
    address = "/v1/creators?limit=2"
    new, kept = (toktok.client.get(address) for _ in range(2))
    for each in (new, kept):
        each.headers.pop("date")
    assert dict(kept.headers) == dict(new.headers)
    head = toktok.client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == kept.headers["etag"]
