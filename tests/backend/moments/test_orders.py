"""Orders are taken if the exchange would fill them, and shown so that anybody can."""

from __future__ import annotations

from typing import Any

import pytest

from tests.backend.moments.stall import (
    DAY,
    INFINITE,
    LISTING,
    MOMENT_OFFER,
    OFFER,
    SERIALS,
    Stall,
)
from tests.support.world import TT
from toktok.api.schemas.orders import Order, OrderPage
from toktok.api.schemas.problems import Problem


class Table:
    """A seller with a token, a buyer with TT, and a creator."""

    def __init__(self, stall: Stall) -> None:
        self.creator, self.seller, self.buyer, self.stranger = stall.world.people[4:8]
        self.moment = stall.moment(self.creator)
        self.token = stall.mint(self.seller, self.moment)
        stall.allow(self.buyer)


@pytest.fixture(scope="module")
def table(stall: Stall) -> Table:
    return Table(stall)


@pytest.fixture
def token(stall: Stall, table: Table) -> int:
    """A token of the seller's of its own for the test."""
    return stall.mint(table.seller, table.moment)


def refused(stall: Stall, order: tuple[Any, ...], status: int, *words: str) -> dict[str, Any]:
    """The problem document of an order that is not taken."""
    response = stall.post(order)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate(response.json(), strict=True)
    assert problem.remedy
    for word in words:
        assert word in f"{problem.detail} {problem.remedy}", problem
    found: dict[str, Any] = response.json()
    return found


def test_a_listing_is_kept_and_filled_with_what_is_shown(
    stall: Stall, table: Table, token: int
) -> None:
    order = stall.order(table.seller, LISTING, token)
    response = stall.post(order)
    assert response.status_code == 201
    shown = Order.model_validate(response.json(), strict=True)
    assert (shown.state, shown.reason, shown.token_id) == ("open", None, token)
    assert shown.hash == "0x" + stall.world.exchange.read("hashOrder", order).hex()
    assert response.headers["location"] == f"/v1/orders/{shown.hash}"
    found = stall.toktok.get(response.headers["location"])
    assert found == response.json()
    members = found["order"]
    taken = tuple(int(each) if name != "maker" else each for name, each in members.items())
    signature = bytes.fromhex(found["signature"][2:])
    stall.world.exchange.do(table.buyer, "fillListing", taken, signature, table.buyer)
    assert stall.state(shown.hash) == ("filled", None)


def test_handing_in_twice_is_told_and_changes_nothing(
    stall: Stall, table: Table, token: int
) -> None:
    order = stall.order(table.seller, LISTING, token)
    first, second = stall.post(order), stall.post(order)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    listed = stall.toktok.get("/v1/orders", token=token)["items"]
    assert [each["hash"] for each in listed] == [first.json()["hash"]]
    stall.world.exchange.do(table.seller, "cancelGroup", order[6])
    again = stall.post(order)
    assert (again.status_code, again.json()["state"]) == (200, "cancelled")


def test_offers_for_a_token_and_for_any_of_a_moment_are_kept(
    stall: Stall, table: Table, token: int
) -> None:
    for side, subject in ((OFFER, token), (MOMENT_OFFER, table.moment)):
        order = stall.order(table.buyer, side, subject)
        signature = stall.sign(order)
        order_hash = stall.kept(order)
        assert stall.would(
            table.seller, stall.world.exchange, "acceptOffer", order, signature, token
        )
        found = stall.toktok.get(f"/v1/orders/{order_hash}")
        assert found["moment"] == table.moment
        assert found["token_id"] == (token if side == OFFER else None)


def test_the_best_of_what_is_open_is_shown_with_moment_and_token(
    stall: Stall, table: Table
) -> None:
    moment = stall.moment(table.creator)
    one, other = stall.mint(table.seller, moment), stall.mint(table.seller, moment)
    dear = stall.kept(stall.order(table.seller, LISTING, one, price=9 * TT))
    cheap = stall.kept(stall.order(table.seller, LISTING, one, price=7 * TT))
    elsewhere = stall.kept(stall.order(table.seller, LISTING, other, price=8 * TT))
    low = stall.kept(stall.order(table.buyer, MOMENT_OFFER, moment, price=3 * TT))
    high = stall.kept(stall.order(table.buyer, OFFER, one, price=4 * TT))
    row = stall.toktok.get(f"/v1/moments/{moment}")
    assert (row["floor"]["hash"], row["best_offer"]["hash"]) == (cheap, low)
    token = stall.toktok.get(f"/v1/tokens/{one}")
    assert token["listing"]["hash"] == cheap
    assert [each["hash"] for each in token["listings"]] == [cheap, dear]
    assert [each["hash"] for each in token["offers"]] == [high, low]
    other_token = stall.toktok.get(f"/v1/tokens/{other}")
    assert [each["hash"] for each in other_token["listings"]] == [elsewhere]
    assert [each["hash"] for each in other_token["offers"]] == [low]
    held = stall.toktok.get(f"/v1/accounts/{table.seller}/moments", limit=200)["items"]
    best = {
        each["token_id"]: each["best_offer"]["hash"] for each in held if each["moment"] == moment
    }
    assert best == {one: high, other: low}
    # Once the cheapest is gone, the next one is the floor.
    stall.world.moments.do(table.seller, "redeem", one)
    stall.toktok.catch_up()
    assert stall.toktok.get(f"/v1/moments/{moment}")["floor"]["hash"] == elsewhere


def test_lists_are_filtered_and_sorted(stall: Stall, table: Table, token: int) -> None:
    made = {
        price: stall.kept(stall.order(table.seller, LISTING, token, price=price * TT))
        for price in (5, 3, 4)
    }
    offer = stall.kept(stall.order(table.buyer, OFFER, token, price=6 * TT))

    def found(**params: Any) -> list[str]:
        answer = stall.toktok.get("/v1/orders", **params)
        OrderPage.model_validate(answer, strict=True)
        return [each["hash"] for each in answer["items"]]

    assert found(token=token) == [offer, made[4], made[3], made[5]]
    assert found(token=token, side="listing", sort="cheapest") == [made[3], made[4], made[5]]
    assert found(token=token, side="listing", sort="dearest") == [made[5], made[4], made[3]]
    assert found(token=token, maker=table.buyer) == [offer]
    assert offer in found(moment=table.moment, state="open")
    assert found(token=token, state="cancelled") == []
    walked: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = stall.toktok.get("/v1/orders", token=token, sort="cheapest", limit=1, **cursor)
        walked += [each["hash"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
        stall.kept(stall.order(table.seller, LISTING, token, price=4 * TT))
    assert walked == [made[3], made[4], made[5], offer]


def test_what_is_handed_in_is_seen_without_a_new_block(
    stall: Stall, table: Table, token: int
) -> None:
    order = stall.order(table.seller, LISTING, token)
    stall.toktok.catch_up()
    before = stall.toktok.client.get("/v1/orders", params={"token": token})
    assert before.json()["items"] == []
    stall.kept(order)
    headers = {"If-None-Match": before.headers["etag"]}
    after = stall.toktok.client.get("/v1/orders", params={"token": token}, headers=headers)
    assert (after.status_code, len(after.json()["items"])) == (200, 1)


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


def test_a_listing_of_a_token_that_is_not_there(stall: Stall, table: Table) -> None:
    order = stall.order(table.seller, LISTING, table.token, id=table.moment * SERIALS + 49)
    refused(stall, order, 409, "There is no token")
    refused(stall, stall.order(table.seller, LISTING, table.token, id=7), 409, "There is no token")
    refused(stall, stall.order(table.buyer, OFFER, 7), 409, "There is no token 7")


def test_a_listing_of_somebody_elses_token(stall: Stall, table: Table, token: int) -> None:
    refused(stall, stall.order(table.stranger, LISTING, token), 409, "belongs to", str(token))


def test_a_listing_with_an_outdated_version(stall: Stall, table: Table, token: int) -> None:
    order = stall.order(table.seller, LISTING, token)
    stall.world.moments.do(table.seller, "redeem", token)
    refused(stall, order, 409, "has version 2", "sign with version 2")
    assert stall.post(stall.order(table.seller, LISTING, token)).status_code == 201


def test_a_listing_the_exchange_may_not_move(stall: Stall, table: Table) -> None:
    moments, exchange = stall.world.moments, stall.world.exchange
    seller = stall.world.people[8]
    token = stall.mint(seller, table.moment)
    moments.do(seller, "setApprovalForAll", exchange.address, False)
    order = stall.order(seller, LISTING, token)
    assert stall.post(order).status_code == 409
    refused(stall, order, 409, "may not move", "Approve")
    moments.do(seller, "approve", table.stranger, token)
    refused(stall, order, 409, "may not move")
    moments.do(seller, "approve", exchange.address, token)
    order_hash = stall.kept(order)
    moments.do(seller, "approve", table.stranger, token)
    assert stall.state(order_hash) == ("void", "not_approved")
    moments.do(seller, "setApprovalForAll", exchange.address, True)
    assert stall.state(order_hash) == ("open", None)


def test_an_order_with_an_old_counter(stall: Stall, table: Table) -> None:
    maker = stall.world.people[9]
    stall.allow(maker)
    order = stall.order(maker, MOMENT_OFFER, table.moment)
    order_hash = stall.kept(order)
    stall.world.exchange.do(maker, "incrementCounter")
    assert stall.state(order_hash) == ("cancelled", "counter_raised")
    late = stall.order(maker, MOMENT_OFFER, table.moment, counter=0)
    refused(stall, late, 409, "must carry counter 1", "Sign again")
    assert stall.toktok.get(f"/v1/portfolio/{maker}")["counter"] == "1"
    assert stall.post(stall.order(maker, MOMENT_OFFER, table.moment)).status_code == 201


def test_an_order_of_a_closed_group(stall: Stall, table: Table, token: int) -> None:
    group = stall.group()
    order = stall.order(table.seller, LISTING, token, group=group)
    order_hash = stall.kept(order)
    stall.world.exchange.do(table.seller, "cancelGroup", group)
    assert stall.state(order_hash) == ("cancelled", "group_cancelled")
    other = stall.order(table.seller, LISTING, token, group=group, price=TT)
    refused(stall, other, 409, f"Group {group}", "cancelled")


def test_offers_of_a_group_end_together_when_one_is_filled(
    stall: Stall, table: Table, token: int
) -> None:
    group = stall.group()
    first = stall.order(table.buyer, OFFER, token, group=group)
    second = stall.order(table.buyer, MOMENT_OFFER, table.moment, group=group)
    hashes = [stall.kept(first), stall.kept(second)]
    signature = stall.sign(first)
    stall.world.exchange.do(table.seller, "acceptOffer", first, signature, token)
    assert stall.state(hashes[0]) == ("filled", None)
    assert stall.state(hashes[1]) == ("void", "group_filled")
    third = stall.order(table.buyer, MOMENT_OFFER, table.moment, group=group, price=TT)
    refused(stall, third, 409, f"Group {group}", "filled offer")


def test_an_expired_order(stall: Stall, table: Table, token: int) -> None:
    now = stall.now
    order = stall.order(table.seller, LISTING, token, expiry=now + 300)
    order_hash = stall.kept(order)
    stall.node.wait_until(300)
    assert stall.state(order_hash) == ("expired", "expired")
    gone = stall.order(table.seller, LISTING, token, signedAt=now, expiry=now + 200)
    refused(stall, gone, 409, f"good until {now + 200}", "later expiry")


def test_an_offer_without_the_money(stall: Stall, table: Table, token: int) -> None:
    poor, rich = stall.world.accounts[0], stall.world.people[0]
    stall.world.tt.do(rich, "transfer", poor, 5 * TT)
    stall.allow(poor)
    order = stall.order(poor, OFFER, token, price=5 * TT + 1)
    refused(stall, order, 409, f"has {5 * TT} TT wei", f"offer is for {5 * TT + 1}")
    order_hash = stall.kept(stall.order(poor, OFFER, token, price=5 * TT))
    stall.world.tt.do(poor, "transfer", rich, 1)
    assert stall.state(order_hash) == ("void", "balance_too_low")
    stall.world.tt.do(rich, "transfer", poor, 1)
    assert stall.state(order_hash) == ("open", None)


def test_an_offer_the_exchange_may_not_take_the_money_for(
    stall: Stall, table: Table, token: int
) -> None:
    maker = stall.world.people[10]
    order = stall.order(maker, OFFER, token, price=6 * TT)
    refused(stall, order, 409, "may take 0 TT wei", "Approve")
    stall.allow(maker, 6 * TT - 1)
    refused(stall, order, 409, f"may take {6 * TT - 1} TT wei")
    stall.allow(maker, 6 * TT)
    order_hash = stall.kept(order)
    other = stall.order(maker, MOMENT_OFFER, table.moment, price=TT)
    stall.world.exchange.do(table.seller, "acceptOffer", other, stall.sign(other), table.token)
    assert stall.state(order_hash) == ("void", "allowance_too_low")
    stall.allow(maker, INFINITE)
    assert stall.state(order_hash) == ("open", None)


def test_an_offer_for_a_version_ends_with_it(stall: Stall, table: Table, token: int) -> None:
    one = stall.kept(stall.order(table.buyer, OFFER, token, version=1))
    wide = stall.kept(stall.order(table.buyer, MOMENT_OFFER, table.moment, version=1))
    offers = stall.toktok.get(f"/v1/tokens/{token}")["offers"]
    assert {one, wide} <= {each["hash"] for each in offers}
    stall.world.moments.do(table.seller, "redeem", token)
    assert stall.state(one) == ("void", "version_outdated")
    assert stall.state(wide) == ("open", None)
    offers = stall.toktok.get(f"/v1/tokens/{token}")["offers"]
    assert not {one, wide} & {each["hash"] for each in offers}
    refused(stall, stall.order(table.buyer, OFFER, token, version=1), 409, "has version 2")
    never = stall.order(table.buyer, MOMENT_OFFER, table.moment, version=77)
    refused(stall, never, 409, "has version 77")


def test_an_offer_for_a_moment_of_which_nothing_is_minted(stall: Stall, table: Table) -> None:
    moment = stall.moment(table.creator)
    order = stall.order(table.buyer, MOMENT_OFFER, moment)
    refused(stall, order, 409, f"There is no moment {moment}", "nothing of it was minted")
    refused(stall, stall.order(table.buyer, MOMENT_OFFER, 10**9), 409, "There is no moment")
    stall.mint(table.seller, moment)
    assert stall.post(order).status_code == 201


def test_a_pause_stops_listings_for_a_while_and_no_offers(
    stall: Stall, table: Table, token: int
) -> None:
    listing = stall.kept(stall.order(table.seller, LISTING, token))
    offer = stall.kept(stall.order(table.buyer, OFFER, token))
    guardian = stall.world.accounts[1]
    stall.world.exchange.do(guardian, "pause")
    try:
        assert stall.state(listing) == ("void", "paused")
        assert stall.state(offer) == ("open", None)
        assert stall.toktok.get("/v1/status")["paused"]["MomentExchange"] > stall.now
        late = stall.post(stall.order(table.seller, LISTING, token))
        assert (late.status_code, late.json()["reason"]) == (201, "paused")
    finally:
        stall.world.exchange.do(guardian, "unpause")
    assert stall.state(listing) == ("open", None)


def test_a_contract_lists_and_offers_by_its_own_signature(
    stall: Stall, table: Table, token: int
) -> None:
    owner = stall.world.people[1]
    wallet = stall.wallet(owner)
    world = stall.world
    world.moments.do(table.seller, "transferFrom", table.seller, wallet.address, token)
    stall.through(wallet, owner, world.moments, "approve", world.exchange.address, token)
    listing = stall.order(wallet.address, LISTING, token)
    signature = stall.sign(listing, by=owner)
    assert stall.post(listing, stall.sign(listing, by=table.stranger)).status_code == 422
    response = stall.post(listing, signature)
    assert response.status_code == 201
    world.exchange.do(table.buyer, "fillListing", listing, signature, table.buyer)
    assert stall.state(response.json()["hash"]) == ("filled", None)
    world.tt.do(owner, "transfer", wallet.address, 5 * TT)
    stall.through(wallet, owner, world.tt, "approve", world.exchange.address, 5 * TT)
    offer = stall.order(wallet.address, MOMENT_OFFER, table.moment)
    response = stall.post(offer, stall.sign(offer, by=owner))
    assert (response.status_code, response.json()["state"]) == (201, "open")


def test_a_maker_keeps_so_many_open_orders_and_no_more(stall: Stall, table: Table) -> None:
    maker = stall.world.people[2]
    stall.allow(maker)
    group = stall.group()
    stall.be_patient()
    for number in range(200):
        order = stall.order(maker, MOMENT_OFFER, table.moment, price=number + 1, group=group)
        assert stall.post(order).status_code == 201
    extra = stall.order(maker, MOMENT_OFFER, table.moment)
    problem = refused(stall, extra, 409, "200 orders")
    assert problem["title"] == "Too many open"
    stall.world.exchange.do(maker, "cancelGroup", group)
    assert stall.post(extra).status_code == 201
