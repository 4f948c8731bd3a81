"""Every reason for which an order cannot be filled now, with what to do; and how it comes and goes."""

from __future__ import annotations

from tests.backend.moments.stall import (
    INFINITE,
    LISTING,
    MOMENT_OFFER,
    OFFER,
    SERIALS,
    Stall,
    Table,
    refused,
)
from tests.support.world import TT


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
