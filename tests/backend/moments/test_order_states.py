"""The state that is shown is what filling on chain would do, whatever people have done."""

from __future__ import annotations

import random
from collections.abc import Callable
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
    Struct,
)
from tests.support.world import TT

Signed = tuple[Struct, bytes]


class Bazaar:
    """Chance with a seed: people sign orders and do everything that may end them."""

    def __init__(self, stall: Stall, seed: int) -> None:
        self.stall = stall
        self.chance = random.Random(seed)
        self.people = stall.world.people[11:16]
        self.collector = stall.world.people[-1]
        for person in self.people:
            stall.world.tt.do(person, "deposit", value=TT // 10)
        self.moments = [stall.moment(self.people[0]), stall.moment(self.people[1], perk="")]
        for moment in self.moments:
            for person in self.people:
                stall.mint(person, moment)
        for person in (*self.people, self.collector):
            stall.allow(person)
        self.orders: dict[str, Signed] = {}
        self.actions: list[tuple[int, Callable[[], None]]] = [
            (14, self.list), (10, self.offer), (8, self.offer_for_any), (5, self.fill),
            (4, self.give), (2, self.redeem), (3, self.approve), (3, self.allow),
            (3, self.spend), (2, self.cancel), (1, self.raise_counter), (2, self.wait),
            (1, self.auction),
        ]  # fmt: skip

    def play(self, steps: int) -> None:
        weights = [weight for weight, _ in self.actions]
        for action in self.chance.choices([each for _, each in self.actions], weights, k=steps):
            action()

    def person(self) -> str:
        return self.chance.choice(self.people)

    def token(self) -> tuple[int, str]:
        token = self.chance.choice(self.moments) * SERIALS + self.chance.randint(1, 5)
        return token, self.owner(token)

    def owner(self, token: int) -> str:
        found: str = self.stall.world.moments.read("ownerOf", token)
        return next((each for each in self.people if each.lower() == found), found)

    def list(self) -> None:
        token, owner = self.token()
        if owner in self.people:
            self.hand_in(owner, LISTING, token)

    def offer(self) -> None:
        token, _ = self.token()
        version = self.chance.choice([0, 0, self.stall.world.moments.read("versionOf", token)])
        self.hand_in(self.person(), OFFER, token, version=version)

    def offer_for_any(self) -> None:
        version = self.chance.choice([0, 0, 1])
        self.hand_in(self.person(), MOMENT_OFFER, self.chance.choice(self.moments), version=version)

    def hand_in(self, maker: str, side: int, subject: int, **changes: Any) -> None:
        changes["expiry"] = self.stall.now + self.chance.choice([400, DAY, 9 * DAY])
        changes["group"] = self.chance.choice([self.chance.randint(0, 6), self.stall.group()])
        changes["price"] = self.chance.randint(1, 900) * TT
        order = self.stall.order(maker, side, subject, **changes)
        signature = self.stall.sign(order)
        response = self.stall.post(order, signature)
        assert response.status_code in (201, 409), response.text
        taken = response.status_code == 201
        assert taken == self.fills((order, signature)) or self.fills((order, signature)) is None
        if taken:
            self.orders[response.json()["hash"]] = (order, signature)

    def fill(self) -> None:
        if self.orders:
            order, signature = self.chance.choice(list(self.orders.values()))
            taker, function, last = self.taking(order)
            if taker is not None:
                self.stall.world.exchange.send(taker, function, order, signature, last)

    def give(self) -> None:
        token, owner = self.token()
        if owner in self.people:
            self.stall.world.moments.do(owner, "transferFrom", owner, self.person(), token)

    def redeem(self) -> None:
        token, owner = self.token()
        if owner in self.people:
            self.stall.world.moments.send(owner, "redeem", token)

    def approve(self) -> None:
        token, owner = self.token()
        if owner in self.people:
            exchange, moments = self.stall.world.exchange.address, self.stall.world.moments
            yes = self.chance.random() < 0.5
            moments.do(owner, "setApprovalForAll", exchange, self.chance.random() < 0.6)
            moments.do(owner, "approve", exchange if yes else self.person(), token)

    def allow(self) -> None:
        amount = self.chance.choice([0, 300 * TT, 700 * TT, INFINITE, INFINITE])
        self.stall.allow(self.person(), amount)

    def spend(self) -> None:
        """Somebody becomes poor, somebody else rich."""
        person, tt = self.person(), self.stall.world.tt
        balance = tt.read("balanceOf", person)
        left = self.chance.choice([0, 500 * TT])
        if balance > left:
            tt.do(person, "transfer", self.person(), balance - left)

    def cancel(self) -> None:
        self.stall.world.exchange.do(self.person(), "cancelGroup", self.chance.randint(0, 6))

    def raise_counter(self) -> None:
        self.stall.world.exchange.do(self.person(), "incrementCounter")

    def wait(self) -> None:
        self.stall.node.wait_until(self.chance.choice([200, 5_000, DAY]))

    def auction(self) -> None:
        token, owner = self.token()
        house = self.stall.world.auction
        if owner in self.people:
            self.stall.world.moments.do(owner, "approve", house.address, token)
            house.do(owner, "createAuction", token, TT, 0, 3_600)
            if self.chance.random() < 0.5:
                house.do(owner, "cancelAuction", house.read("auctionCount"))

    def fills(self, signed: Signed) -> bool | None:
        """What the exchange says; None where the one who would take has not let it move the token."""
        order, signature = signed
        taker, function, last = self.taking(order)
        if taker is None:
            return None
        exchange = self.stall.world.exchange
        return self.stall.would(taker, exchange, function, order, signature, last)

    def taking(self, order: Struct) -> tuple[str | None, str, Any]:
        """Who could take an order, and how."""
        _, side, subject, *_, version = order
        if side == LISTING:
            return self.collector, "fillListing", self.collector
        tokens = [subject] if side == OFFER else [subject * SERIALS + n for n in range(1, 6)]
        versions = {each: self.stall.world.moments.read("versionOf", each) for each in tokens}
        able = [each for each in tokens if self.able(each)]
        fitting = [each for each in able if version in (0, versions[each])]
        chosen = (fitting or able)[:1]
        if not chosen:
            return None, "acceptOffer", 0
        if not fitting and version in versions.values():
            return None, "acceptOffer", 0
        return self.owner(chosen[0]), "acceptOffer", chosen[0]

    def able(self, token: int) -> bool:
        moments, exchange = self.stall.world.moments, self.stall.world.exchange.address
        owner = self.owner(token)
        if owner not in self.people:
            return False
        approved: str = moments.read("getApproved", token)
        for_all: bool = moments.read("isApprovedForAll", owner, exchange)
        return for_all or approved.lower() == exchange.lower()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_order_is_open_exactly_when_the_exchange_would_fill_it(stall: Stall, seed: int) -> None:
    bazaar = Bazaar(stall, seed)
    stall.be_patient()
    seen: set[str] = set()
    judged = {True: 0, False: 0}
    for _ in range(22):
        bazaar.play(4)
        stall.toktok.catch_up()
        shown = all_orders(stall)
        for order_hash, signed in bazaar.orders.items():
            row = shown[order_hash]
            fills = bazaar.fills(signed)
            seen.add(row["reason"] or row["state"])
            if fills is None:
                continue
            judged[fills] += 1
            assert (row["state"] == "open") == fills, (row, seed)
    assert min(judged.values()) > 30, judged
    assert len(seen) > 4, seen


def all_orders(stall: Stall) -> dict[str, Any]:
    found: dict[str, Any] = {}
    cursor: dict[str, str] = {}
    while True:
        page = stall.toktok.get("/v1/orders", limit=200, **cursor)
        found |= {each["hash"]: each for each in page["items"]}
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}
