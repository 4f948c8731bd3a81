"""The API's description of itself: every object says what is in it, and what is said of it is so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from scripts.openapi import document
from tests.support.served import Served
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
