"""The API's description of itself: every object says what is in it, and what is said of it is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from scripts.openapi import document
from tests.support.films import film
from tests.support.members import Crowd
from tests.support.served import Served
from toktok.api.limits import largest_body
from toktok.api.schemas.activity_data import DATA
from toktok.market.kinds import KINDS

FREE = {
    "/paths/v1/me/drafts/{key}/get": "whatever a form of the page keeps there",
    "/paths/v1/me/drafts/{key}/put": "whatever a form of the page keeps there",
    "/paths/v1/me/export/get": "JSON of such a draft, and of what was signed",
    "/paths/metrics/get": "text for Prometheus",
}
"""Where an object of any form belongs, and why."""


def _untyped(schema: Any, place: str) -> Iterator[str]:
    """Where something is described that may contain anything."""
    if isinstance(schema, list):
        for each in schema:
            yield from _untyped(each, place)
    if not isinstance(schema, dict):
        return
    more = schema.get("additionalProperties", True)
    if schema.get("type") == "object" and "properties" not in schema and not isinstance(more, dict):
        yield place
    for name, each in schema.items():
        if name in ("schema", "items") and not set(each) - {"title", "description"}:
            yield place
        if name not in ("example", "examples"):
            yield from _untyped(each, f"{place}/{name}".replace("//", "/"))


def test_every_object_says_what_is_in_it() -> None:
    found = {each for each in _untyped(document(), "") if not each.startswith(tuple(FREE))}
    assert found == set()


def test_every_kind_of_activity_is_described() -> None:
    assert set(DATA) == {*KINDS, "transfer"}


@pytest.mark.databases("sqlite")
def test_what_happened_has_the_members_of_its_kind(toktok: Served) -> None:
    rows: list[dict[str, Any]] = []
    more: dict[str, str] = {}
    while True:
        answer = toktok.get("/v1/activity", limit=200, **more)
        rows += answer["items"]
        if answer["next_cursor"] is None:
            break
        more = {"cursor": answer["next_cursor"]}
    for moment in {row["moment"] for row in rows if row["moment"] is not None}:
        rows += toktok.get(f"/v1/moments/{moment}/history", limit=200)["items"]
    for row in rows:
        DATA[row["kind"]].model_validate(row["data"], strict=True)
    assert len({row["kind"] for row in rows}) > 20


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, address and description of everything under /v1."""
    for path, methods in document()["paths"].items():
        yield from ((method.upper(), path, each) for method, each in methods.items())


def test_whoever_is_to_come_back_is_told_when() -> None:
    late = {
        f"{method} {path} {status}": answer
        for method, path, told in operations()
        for status, answer in told["responses"].items()
        if status in ("429", "503")
    }
    assert len(late) >= 40
    assert [each for each, answer in late.items() if "Retry-After" not in answer["headers"]] == []


@pytest.mark.databases("sqlite")
def test_a_body_is_too_large_where_the_description_says_so(toktok: Served, crowd: Crowd) -> None:
    member, tried = crowd.member("large"), 0
    for method, path, told in operations():
        if method == "GET" or (method, path) == ("DELETE", "/v1/me"):
            continue
        address = re.sub(r"\{\w+\}", "1", path)
        response = member.client.request(
            method,
            address,
            # What is no film is refused sooner.
            content=film().ljust(largest_body(address) + 1),
            headers={"X-CSRF-Token": member.csrf, "Content-Type": "application/json"},
        )
        assert (response.status_code == 413) == ("413" in told["responses"]), f"{method} {path}"
        tried += "413" in told["responses"]
        if not member.client.cookies:
            member = crowd.member("large")
    assert tried > 15


@pytest.mark.databases("sqlite")
def test_answers_have_a_tag_where_the_description_says_so(toktok: Served) -> None:
    token = toktok.history.tokens[0]
    values = {
        "{name}": token,
        "{address}": toktok.world.people[0],
        "{moment}": "1",
        "{token_id}": "100001",
        "{subject}": f"creator:{token}",
    }
    tagged = 0
    for method, path, told in operations():
        address = re.sub(r"\{\w+\}", lambda each: values.get(each[0], "1"), path)
        if method != "GET" or path == "/v1/events":
            continue
        first = toktok.client.get(address)
        if first.status_code != 200:
            continue
        is_told = "304" in told["responses"]
        assert ("etag" in first.headers) == is_told, path
        if is_told:
            again = toktok.client.get(address, headers={"If-None-Match": first.headers["etag"]})
            assert (again.status_code, again.headers["etag"]) == (304, first.headers["etag"]), path
            assert "ETag" in told["responses"]["200"]["headers"]
            tagged += 1
    assert tagged > 25
