"""Answers that are kept: never older than what was there when they were asked for, and counted like the others."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from threading import Event
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlmodel import Session

from tests.support.served import Served
from toktok.api.answers import Answers
from toktok.market.head import read_head
from toktok.store.engine import Store

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
        # One for each status: others may have asked for too much.
        return sum(int(float(n)) for n in re.findall(series, toktok.client.get("/metrics").text))

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


@pytest.mark.databases("postgresql")
async def test_who_asks_after_a_commit_is_told_nothing_that_was_looked_up_before_it(
    toktok: Served,
) -> None:
    with closing(Store(toktok.settings.database_url)) as store:
        answers = Answers(store)
        for _ in range(2):
            answers.get("head", None, read_head)
        looked, go = Event(), Event()

        def wait(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if "pg_current_snapshot" in statement and not looked.is_set():
                looked.set()
                assert go.wait(60)

        event.listen(store.engine, "after_cursor_execute", wait)
        early = asyncio.create_task(answers.kept("head"))
        assert await asyncio.to_thread(looked.wait, 60)
        toktok.world.node.call("evm_mine")
        await asyncio.to_thread(toktok.catch_up)
        late = asyncio.create_task(answers.kept("head"))
        await asyncio.sleep(0)  # It asks, while the first is still waiting.
        go.set()
        assert await early is not None
        assert await late is None


def test_nobody_waits_for_long_behind_an_answer_that_takes_long(toktok: Served) -> None:
    answers, go, begun = Answers(toktok.app.state.context.store), Event(), Event()

    def slow(session: Session) -> object:
        begun.set()
        assert go.wait(60)
        return read_head(session)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(answers.get, "slow", None, slow)
        try:
            assert begun.wait(60)
            assert answers.get("quick", None, read_head).body
            assert not first.done()
        finally:
            go.set()
        assert first.result().body
