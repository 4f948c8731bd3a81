"""Whoever asks only for the head gets the one of the whole answer."""

from __future__ import annotations

import pytest

from tests.support.served import Served, wait_for

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/creators/s7_1",
        "/static/mark.svg",
        "/v1/creators",
        "/v1/creators/nobody",
        "/v1/nothing",
        "/v1/quote",
        "/docs",
        "/openapi.json",
        "/health",
        "/ready",
    ],
)
def test_a_head_is_that_of_the_whole_answer(toktok: Served, address: str) -> None:
    # Not packed: a page names the second it was made in, which packs to one length or another.
    asked = {"Accept-Encoding": "identity"}
    whole = toktok.client.get(address, headers=asked)
    head = toktok.client.head(address, headers=asked)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


def test_a_head_is_answered_from_what_the_asker_has(toktok: Served) -> None:
    etag = toktok.client.head("/v1/creators").headers["etag"]
    answer = toktok.client.head("/v1/creators", headers={"If-None-Match": etag})
    assert answer.status_code == 304


def test_the_head_of_the_event_stream_does_not_open_one(toktok: Served) -> None:
    answer = toktok.client.head("/v1/events")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    hub = toktok.app.state.context.hub
    wait_for(lambda: hub.listeners == 0, "nobody listens")


def test_other_methods_are_refused(toktok: Served) -> None:
    assert toktok.client.post("/v1/creators").status_code == 405
