"""Signed orders from the page: listed, re-priced, filled, offered, accepted and cancelled, by two people at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.acting import offer
from tests.e2e.chain import TT, person
from tests.e2e.collecting import Collecting
from tests.e2e.conftest import Stage, Visit


@pytest.fixture
def collecting(stage: Stage) -> Collecting:
    """Moments on the stage."""
    return Collecting(stage)


def _tt(amount: int) -> re.Pattern[str]:
    """A sum as pages write it."""
    return re.compile(rf"(?<!\d){amount}\s*TT")


def test_a_token_is_listed_repriced_and_bought(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    mira = person("mira")
    owner, buyer = chain.fund(person("lou"), 2, tt=50), chain.fund(person("kira"), 2, tt=300)
    moment = collecting.create(mira, "For Sale", price=5)
    token_id = collecting.mint(owner, moment, price=5)
    selling, buying = visit(owner), visit(buyer)
    for visitor in (selling, buying):
        visitor.go(f"/moments/{moment}/1")
        visitor.connect()
    assert selling.wallet is not None

    def ask(amount: int) -> None:
        selling.page.fill("#list-amount", str(amount))
        selling.page.click("#list [type=submit]")
        selling.toast(f"Listed for {amount} TT")
        expect(selling.page.locator("#desk [data-act=fill]")).to_have_attribute(
            "data-price", str(min(each["price"] for each in open_listings()))
        )

    def open_listings() -> list[dict[str, int]]:
        found = [each for each in collecting.orders(owner) if each["state"] == "open"]
        return [{"price": int(each["price"])} for each in found]

    ask(50)
    assert selling.wallet.count("eth_sendTransaction") == 1  # The exchange may move moments.
    # A lower price is a signature and no more.
    ask(40)
    assert selling.wallet.count("eth_sendTransaction") == 1
    # A higher one would be worth nothing while the cheaper ones are good: their group ends.
    ask(60)
    assert selling.wallet.count("eth_sendTransaction") == 2
    assert open_listings() == [{"price": 60 * TT}]
    expect(selling.page.locator("#desk [data-act=fill]")).to_be_hidden()

    buying.go(f"/moments/{moment}/1")
    expect(buying.page.locator("#desk [data-act=fill] button")).to_have_text("Buy for 60 TT")
    buying.page.click("#desk [data-act=fill] button")
    buying.toast("Bought for 60 TT")
    assert collecting.token(token_id).owner.lower() == buyer.address.lower()
    assert chain.tt_of(buyer) == 240 * TT
    assert collecting.orders(owner)[0]["state"] == "filled"
    assert collecting.get(f"/v1/tokens/{token_id}")["owner"].lower() == buyer.address.lower()
    expect(selling.page.locator("#list")).to_be_hidden()
    expect(buying.page.locator("#list")).to_be_visible()
    expect(selling.page.locator("#hands")).to_contain_text("Sold as listed")


def test_an_offer_for_any_serial_is_accepted(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    owner, fan = chain.fund(person("olga"), 2, tt=50), chain.fund(person("petra"), 2, tt=300)
    moment = collecting.create(person("mira"), "Wanted", price=5)
    token_id = collecting.mint(owner, moment, price=5)
    wanting, selling = visit(fan), visit(owner)
    wanting.go(f"/moments/{moment}")
    wanting.connect()
    offer(wanting, 30)
    expect(wanting.page.locator("#offers [data-mine]")).to_be_visible()
    assert collecting.orders(fan)[0]["side"] == "moment_offer"

    selling.go(f"/moments/{moment}/1")
    selling.connect()
    had = chain.tt_of(owner)
    selling.page.click("#desk [data-act=accept] button")
    selling.toast("Sold for 30 TT")
    # 5 % royalty and 1 % fee go to the ledger.
    assert chain.tt_of(owner) - had == 30 * TT * 94 // 100
    assert collecting.token(token_id).owner.lower() == fan.address.lower()
    assert collecting.orders(fan)[0]["state"] == "filled"
    expect(wanting.page.locator("#tokens [data-mine]")).to_be_visible()
    expect(wanting.page.locator("#offers")).to_contain_text("No open offer")


def test_what_is_handed_in_is_seen_where_others_look_and_no_block_has_to_come(
    collecting: Collecting, visit: Visit
) -> None:
    chain, mira = collecting.chain, person("mira")
    owner, fan = chain.fund(person("wanda"), 2, tt=50), chain.fund(person("xeno"), 2, tt=300)
    moment = collecting.create(mira, "Watched", price=5)
    collecting.mint(owner, moment, price=5)
    # So that all an offer takes is a signature.
    chain.tt.send(fan, "approve", collecting.exchange.address, 100 * TT)
    collecting.stage.catch_up()
    selling, holding, reading = visit(owner), visit(owner), visit(owner)
    wanting, bidding, passing, elsewhere = visit(fan), visit(fan), visit(), visit()
    selling.go(f"/moments/{moment}/1")
    selling.connect()
    holding.go(f"/portfolio/{owner.address}")
    reading.go("/inbox")
    reading.sign_in()
    passing.go(f"/moments/{moment}")
    bidding.go(f"/portfolio/{fan.address}")
    elsewhere.go(f"/portfolio/{mira.address}")
    asked: list[str] = []
    elsewhere.page.on("request", lambda request: asked.append(request.url))
    wanting.go(f"/moments/{moment}/1")
    wanting.connect()
    height = chain.height
    offer(wanting, 30)
    expect(selling.page.locator("#desk [data-act=accept]")).to_be_visible()
    expect(holding.page.locator("#collected .deal-end")).to_contain_text(_tt(30))
    expect(reading.page.locator("#unread")).to_have_text("1")
    expect(reading.page.locator("#notices")).to_contain_text(_tt(30))
    expect(bidding.page.locator("#deals")).to_contain_text(_tt(30))
    wanting.go(f"/moments/{moment}")
    offer(wanting, 40)
    for part in ("#offers", "#sale"):
        expect(passing.page.locator(part)).to_contain_text(_tt(40))
    expect(holding.page.locator("#collected .deal-end")).to_contain_text(_tt(40))
    expect(bidding.page.locator("#deals")).to_contain_text(_tt(40))
    expect(reading.page.locator("#unread")).to_have_text("2")
    assert [each for each in asked if "/fragments/" in each] == [], "they concern nobody there"
    passing.go("/")
    collecting.voucher(mira, 4_000, collecting.terms("Promised"))
    expect(passing.page.locator("#drops")).to_contain_text("Promised")
    assert chain.height == height


def test_an_offer_is_cancelled_before_it_is_accepted(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    owner, fan = chain.fund(person("quin"), 2, tt=50), chain.fund(person("rosa"), 2, tt=300)
    moment = collecting.create(person("mira"), "Changed Mind", price=5, perk="A song")
    collecting.mint(owner, moment, price=5)
    wanting, selling = visit(fan), visit(owner)
    for visitor in (wanting, selling):
        visitor.go(f"/moments/{moment}/1")
        visitor.connect()
    wanting.page.fill("#offer-amount", "400")
    wanting.page.click("#offer [type=submit]")
    expect(wanting.page.locator("#offer .problem")).to_contain_text("You have 300 TT")
    assert wanting.page.input_value("#offer-amount") == "400"
    offer(wanting, 30)
    # The perk is unused: the offer is for the token as it is.
    assert collecting.orders(fan)[0]["order"]["version"] == "1"
    selling.go(f"/moments/{moment}/1")
    expect(selling.page.locator("#desk [data-act=accept]")).to_be_visible()
    wanting.page.click("#desk [data-act=cancel] button")
    wanting.toast("Cancelled")
    assert collecting.orders(fan)[0]["state"] == "cancelled"
    group = int(collecting.orders(fan)[0]["order"]["group"])
    assert collecting.exchange.read("isGroupClosed", fan.address, group)
    expect(wanting.page.locator("#desk")).to_contain_text("No open offer")
    # Somebody who still sees it is told.
    selling.page.click("#desk [data-act=accept] button")
    expect(selling.page.locator("#desk .problem", has_text="not open any more")).to_be_visible()
    assert chain.tt_of(fan) == 300 * TT


def test_a_rejected_signature_and_another_network_leave_nothing_behind(
    collecting: Collecting, visit: Visit
) -> None:
    chain = collecting.chain
    fan = chain.fund(person("ula"), 2, tt=200)
    moment = collecting.create(person("mira"), "Not Signed", price=5)
    collecting.mint(fan, moment, price=5)
    wanting = visit(fan)
    wanting.go(f"/moments/{moment}")
    wanting.connect()
    assert wanting.wallet is not None
    wanting.wallet.asks = True
    wanting.page.fill("#offer-amount", "25")
    wanting.page.click("#offer [type=submit]")
    wanting.wallet.reject("eth_signTypedData_v4")
    expect(wanting.page.locator("#offer .problem")).to_contain_text("You rejected the request")
    assert wanting.page.input_value("#offer-amount") == "25"
    assert collecting.orders(fan) == []
    assert wanting.wallet.count("eth_sendTransaction") == 0

    elsewhere = visit(fan, on_chain=10)
    elsewhere.go(f"/moments/{moment}")
    elsewhere.connect()
    elsewhere.page.fill("#offer-amount", "25")
    elsewhere.page.click("#offer [type=submit]")
    expect(elsewhere.page.locator("#offer .problem")).to_contain_text("on another network")
    assert elsewhere.wallet is not None
    assert elsewhere.wallet.count("eth_signTypedData_v4") == 0
    assert collecting.orders(fan) == []
