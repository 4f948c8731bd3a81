"""Terms and signatures that no exchange would take are named, and so is what is no order at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.backend.moments.stall import (
    DAY,
    LISTING,
    Stall,
    Table,
    refused,
)

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"price": 0}, ["price"]),
        ({"version": 0}, ["version"]),
        ({"version": 2**63}, ["version"]),
        ({"id": 2**63}, ["id"]),
    ],
    ids=str,
)
def test_terms_that_can_never_be_filled_are_named(
    stall: Stall, table: Table, token: int, changes: dict[str, int], words: list[str]
) -> None:
    order = stall.order(table.seller, LISTING, token, **changes)
    problem = refused(stall, order, 422, *words)
    assert problem["title"] == "Terms out of bounds"


def test_times_out_of_bounds_are_named(stall: Stall, table: Table, token: int) -> None:
    now = stall.now
    for changes, word in (
        ({"expiry": now}, "expiry"),
        ({"expiry": now + 90 * DAY + 1}, "90 days"),
        ({"signedAt": now + 901, "expiry": now + DAY}, "signedAt"),
    ):
        refused(stall, stall.order(table.seller, LISTING, token, **changes), 422, word)
    longest = stall.order(table.seller, LISTING, token, signedAt=now, expiry=now + 90 * DAY)
    assert stall.post(longest).status_code == 201


def test_an_order_signed_a_little_ahead_opens_when_its_time_comes(
    stall: Stall, table: Table, token: int
) -> None:
    now = stall.now
    order = stall.order(table.seller, LISTING, token, signedAt=now + 600, expiry=now + DAY)
    order_hash = stall.kept(order)
    assert stall.state(order_hash) == ("void", "not_yet_open")
    stall.node.wait_until(600)
    assert stall.state(order_hash) == ("open", None)
    ahead = stall.order(table.stranger, LISTING, token, signedAt=stall.now + 600)
    refused(stall, ahead, 409, "belongs to")


def test_a_signature_of_somebody_else_is_refused(stall: Stall, table: Table, token: int) -> None:
    order = stall.order(table.seller, LISTING, token)
    theirs = stall.sign(order, by=table.stranger)
    for signature in (theirs, b"", b"\x00" * 65, stall.sign(order)[:64]):
        response = stall.post(order, signature)
        assert response.status_code == 422
        assert response.json()["title"] == "Signature of somebody else"
        assert "Toktok MomentExchange" in response.json()["remedy"]
    other = stall.sign((*order[:3], order[3] - 1, *order[4:]))
    assert stall.post(order, other).status_code == 422
    assert stall.toktok.get("/v1/orders", token=token)["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"order": {}, "signature": "0x"},
        {"order": "0x", "signature": "0x"},
        [],
        "order",
    ],
    ids=str,
)
def test_what_is_no_order_is_refused(stall: Stall, body: Any) -> None:
    response = stall.toktok.client.post("/v1/orders", json=body)
    assert response.status_code == 422
    assert response.json()["title"] == "Invalid parameter"


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("maker", "0x00"), ("maker", 7), ("side", 3), ("side", -1), ("price", "-1"),
        ("price", "1e18"), ("price", str(2**256)), ("price", 1.5), ("price", True),
        ("price", None), ("expiry", "soon"), ("more", 1), ("id", "９"),
    ],
)  # fmt: skip
def test_a_member_that_is_none_is_named(
    stall: Stall, table: Table, token: int, member: str, value: Any
) -> None:
    order = {**stall.message(stall.order(table.seller, LISTING, token)), member: value}
    body = {"order": order, "signature": "0x" + "00" * 65}
    response = stall.toktok.client.post("/v1/orders", json=body)
    assert response.status_code == 422, response.text
    assert [each["parameter"] for each in response.json()["errors"]] == [member]


def test_text_that_is_no_json_and_text_that_is_too_long_are_refused(stall: Stall) -> None:
    post = stall.toktok.client.post
    headers = {"content-type": "application/json"}
    assert post("/v1/orders", content=b"{", headers=headers).status_code == 422
    lone = b'{"order": {"maker": "\\ud800"}, "signature": "0x"}'
    assert post("/v1/orders", content=lone, headers=headers).status_code == 422
    response = post("/v1/orders", content=b" " * 65_537, headers=headers)
    assert (response.status_code, response.json()["title"]) == (413, "Body too large")
    signature = {"order": {}, "signature": "0x" + "00" * 5_000}
    assert post("/v1/orders", json=signature).status_code == 422
