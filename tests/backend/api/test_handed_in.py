"""Orders and vouchers that people hand in are told as they come: no block has to, and nobody has to ask."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from tests.backend.api.hearing import begun, look_at_deposits, until_head
from tests.backend.api.listening import Event, Stream, listening
from tests.backend.api.test_looks import fail_to_look
from tests.backend.moments.stall import LISTING, MOMENT_OFFER, OFFER, Stall
from tests.support.served import Served
from tests.support.world import TT
from toktok import Client
from toktok.api.live import Hub
from toktok.api.messages import Filter
from toktok.store.engine import Store


class Shop:
    """A moment of a creator whose token trades, somebody who has one of it, and somebody who wants one."""

    def __init__(self, stall: Stall) -> None:
        world = stall.world
        self.creator_token: str = stall.toktok.history.tokens[0]
        self.creator: str = world.market.read("creatorOf", self.creator_token)
        others = [each for each in world.people if each.lower() != self.creator.lower()]
        self.owner, self.fan, self.stranger = others[:3]
        for each in (self.owner, self.fan):
            world.tt.do(each, "deposit", value=TT)
            world.tt.do(each, "approve", world.moments.address, 2**256 - 1)
        stall.allow(self.fan)
        self.moment = stall.moment(self.creator)
        self.token = stall.mint(self.owner, self.moment)
        stall.toktok.catch_up()


@pytest.fixture
def shop(stall: Stall) -> Shop:
    return Shop(stall)


def beside(stream: Stream) -> Event:
    """What is told next and is not of the chain."""
    while (event := stream.next()).name not in ("social", "order", "voucher"):
        pass
    return event


def orders_in(heard: bytes) -> list[Any]:
    """The hashes of orders and vouchers that were told."""
    events = [part.split(b"\n") for part in heard.split(b"\n\n") if part]
    found = [json.loads(lines[-1].removeprefix(b"data: ")) for lines in events]
    return [each["hash"] for each in found if each.get("kind") in ("order", "voucher")]


def test_an_order_is_told_once_without_a_block(toktok: Served, stall: Stall, shop: Shop) -> None:
    offer = stall.order(shop.fan, OFFER, shop.token)
    signature = stall.sign(offer)
    with listening(toktok) as stream:
        first = stream.next()
        handed = stall.post(offer, signature)
        assert handed.status_code == 201
        event = beside(stream)
        assert (event.name, event.id) == ("order", "")
        assert event.data == {
            "kind": "order",
            "hash": handed.json()["hash"],
            "side": "offer",
            "moment": shop.moment,
            "token_id": shop.token,
            "token": stall.checksum(shop.creator_token),
            "account": stall.checksum(shop.fan),
            "owner": stall.checksum(shop.owner),
        }
        assert toktok.get("/v1/status")["cursor"]["number"] == first.data["number"]
        # What is known already is no news.
        assert stall.post(offer, signature).status_code == 200
        any_of_it = stall.kept(stall.order(shop.fan, MOMENT_OFFER, shop.moment))
        told = beside(stream).data
        assert (told["hash"], told["side"]) == (any_of_it, "moment_offer")
        assert (told["moment"], told["token_id"], told["owner"]) == (shop.moment, None, None)


def test_a_voucher_is_told_without_a_block(toktok: Served, stall: Stall, shop: Shop) -> None:
    voucher = stall.voucher(shop.creator)
    with listening(toktok) as stream:
        stream.next()
        handed = stall.post_voucher(voucher)
        assert handed.status_code == 201, handed.text
        assert beside(stream) == Event(
            "voucher",
            "",
            {
                "kind": "voucher",
                "hash": handed.json()["hash"],
                "token": stall.checksum(shop.creator_token),
                "account": stall.checksum(shop.creator),
            },
        )


async def test_each_is_told_of_the_orders_that_concern_them(
    toktok: Served, stall: Stall, shop: Shop, shared_store: Store
) -> None:
    hub = Hub(shared_store)
    await hub.look()

    def raw(address: str) -> bytes:
        return bytes.fromhex(address[2:])

    people = {
        name: Filter(account=raw(getattr(shop, name))) for name in ("owner", "fan", "stranger")
    }
    wanted = {
        **people,
        "token": Filter(token=raw(shop.creator_token)),
        "another token": Filter(token=raw(toktok.history.tokens[1])),
    }
    streams = {name: await begun(hub, wanted=each) for name, each in wanted.items()}
    offer = stall.kept(stall.order(shop.fan, OFFER, shop.token))
    any_of_it = stall.kept(stall.order(shop.fan, MOMENT_OFFER, shop.moment))
    listing = stall.kept(stall.order(shop.owner, LISTING, shop.token, price=90 * TT))
    await hub.look()
    await look_at_deposits(toktok, hub, 1)
    heard = {name: orders_in(await until_head(stream)) for name, stream in streams.items()}
    assert heard == {
        "owner": [offer, any_of_it, listing],
        "fan": [offer, any_of_it],
        # Who holds one of a moment may take an offer for any: nobody knows who that will be.
        "stranger": [any_of_it],
        "token": [offer, any_of_it, listing],
        "another token": [],
    }


@pytest.mark.parametrize("asked_for", ["FROM app_order", "FROM moment_token", "FROM app_voucher"])
async def test_an_order_that_a_look_failed_to_read_is_told_by_the_next(
    toktok: Served, stall: Stall, shop: Shop, shared_store: Store, asked_for: str
) -> None:
    hub = Hub(shared_store)
    await hub.look()
    stream = await begun(hub)
    offer = stall.kept(stall.order(shop.fan, OFFER, shop.token))
    await fail_to_look(hub, shared_store, asked_for)
    await hub.look()
    await look_at_deposits(toktok, hub, 1)
    assert orders_in(await until_head(stream)) == [offer]


def test_the_client_goes_on_after_what_it_saw_on_the_chain(
    toktok: Served, stall: Stall, shop: Shop
) -> None:
    with Client(toktok.url) as client, closing(client.activity.listen()) as live:
        seen = next(live)
        offer = stall.kept(stall.order(shop.fan, OFFER, shop.token))
        while (event := next(live)).name != "order":
            seen = event
    assert event.data["hash"] == offer
    assert event.id == seen.id != ""
