"""Orders are taken if the exchange would fill them, and shown so that anybody can."""

from __future__ import annotations

from typing import Any

from tests.backend.moments.stall import (
    LISTING,
    MOMENT_OFFER,
    OFFER,
    Stall,
    Table,
    refused,
)
from tests.support.world import TT
from toktok.api.schemas.orders import Order, OrderPage


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
