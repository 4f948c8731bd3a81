"""Everything an account is owed, of every kind, claimed by one button; and the file for its books."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.acting import claim, owed_at, wei
from tests.e2e.chain import DAY, TT, Contract, person
from tests.e2e.collecting import HOUR, SERIALS, Collecting
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.support.merkle import leaf_at, proof_of, tree_of
from toktok.pages.formats import exact


@pytest.fixture
def collecting(stage: Stage) -> Collecting:
    """Moments on the stage."""
    return Collecting(stage)


def at_home(collecting: Collecting, visit: Visit, name: str) -> Visitor:
    """Somebody connected on the page of their own account."""
    collecting.stage.catch_up()
    visitor = visit(person(name))
    visitor.go(f"/portfolio/{person(name).address}")
    visitor.connect()
    return visitor


def beaten_bid(collecting: Collecting, name: str, amount: int) -> None:
    """A bid of so many whole TT that somebody else's has beaten."""
    chain, auction = collecting.chain, collecting.auction
    moment = collecting.create(person("mira"), f"Almost {name}'s", edition=1, price=0)
    number = collecting.open_auction(person("mira"), moment * SERIALS + 1, reserve=amount)
    rival = chain.fund(person(f"rival of {name}"), 2, tt=2 * amount)
    for bidder, offered in ((person(name), amount), (rival, 2 * amount)):
        chain.tt.send(bidder, "approve", auction.address, offered * TT)
        auction.send(bidder, "bid", number, offered * TT)


def divide_fund(collecting: Collecting, account: str, amount: int) -> Contract:
    """A root of the creator fund in which `account` has so many whole TT, in force."""
    chain = collecting.chain
    contracts = json.loads(chain.record.read_text())["contracts"]
    fund = Contract(chain, "CreatorFund", contracts["CreatorFund"]["address"])
    giver = chain.fund(person("giver"), 2, tt=2 * amount)
    chain.tt.send(giver, "approve", fund.address, 2 * amount * TT)
    fund.send(giver, "deposit", 2 * amount * TT)
    entries = [(account, amount * TT), (giver.address, amount * TT)]
    levels = tree_of([leaf_at(1337, fund.address, *each) for each in entries])
    told = [
        {"account": to, "cumulative": str(sum_), "proof": [f"0x{each.hex()}" for each in proof_of(levels, at)]}
        for at, (to, sum_) in enumerate(entries)
    ]  # fmt: skip
    uri = f"ipfs://{collecting.keep(json.dumps({'creators': told}).encode())}"
    # Who deployed operates the fund.
    operator = chain.rpc.call("eth_accounts")[0]
    data = fund.data("postRoot", levels[-1][0], 2 * amount * TT, uri)
    posting = {"from": operator, "to": fund.address, "data": data, "gas": hex(1_000_000)}
    chain.rpc.call("eth_sendTransaction", posting)
    chain.pass_time(2 * DAY)
    return fund


def owed_by_source(collecting: Collecting, name: str) -> dict[str, int]:
    """What the API says is owed, in wei."""
    told = collecting.get(f"/v1/payouts/{person(name).address}")
    owed = {each["source"]: int(each["owed"]) for each in told["breakdown"] if int(each["owed"])}
    assert sum(owed.values()) == int(told["owed"])
    return owed


def test_dividends_a_beaten_bid_and_a_sold_moment_are_paid_by_one_transaction(
    collecting: Collecting, visit: Visit
) -> None:
    chain, mira = collecting.chain, collecting.stage.mira
    fan, buyer = chain.fund(person("gwen"), 5, tt=1_000), chain.fund(person("jo"), 2, tt=100)
    chain.buy(fan, mira, 300)
    beaten_bid(collecting, "gwen", 100)
    moment = chain.sell_moment(fan, buyer, price=40)
    chain.buy(person("ben"), mira, 500)
    chain.pass_time(6 * HOUR)

    visitor = at_home(collecting, visit, "gwen")
    owed = owed_by_source(collecting, "gwen")
    # Of the moment: 85 % and, without a token in trade, the fans' 10 %.
    assert owed.keys() == {"dividends", "outbids", "moments"}
    assert (owed["outbids"], owed["moments"]) == (100 * TT, 38 * TT)
    assert owed["dividends"] > 0
    said, had = owed_at(visitor), chain.tt_of(fan)
    assert said == sum(owed.values())
    parts = visitor.page.locator("#owed .lines")
    for name in ("Dividends", "Bids that were beaten", "Moments, not divided yet"):
        expect(parts).to_contain_text(name)

    paid = claim(visitor)
    assert visitor.wallet is not None
    assert visitor.wallet.count("eth_sendTransaction") == 1
    assert chain.tt_of(fan) - had == paid
    # Seconds pass between the page's block and the claim's; the pool is released meanwhile.
    assert said <= paid <= said + said // 1_000
    assert chain.ledger.read("balanceOf", fan.address) == 0
    assert chain.ledger.read("bookedOf", moment) == (0, 0, 0)
    told: dict[str, Any] = collecting.get(f"/v1/payouts/{fan.address}")
    assert [int(each["amount"]) for each in told["claims"]] == [paid]
    assert owed_by_source(collecting, "gwen").keys() <= {"dividends"}
    claimed = visitor.page.locator("#owed .lines .sum [title]")
    expect(claimed).to_have_attribute("title", f"{exact(paid)} TT")
    expect(visitor.page.locator("#history li").first).to_contain_text("claimed")


def test_part_of_the_creator_fund_comes_with_the_rest(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    maker, buyer = chain.fund(person("flo"), 2), chain.fund(person("jan"), 2, tt=100)
    chain.sell_moment(maker, buyer, price=20)
    fund = divide_fund(collecting, maker.address, 30)
    visitor = at_home(collecting, visit, "flo")
    expect(visitor.page.locator("#fund-part")).to_contain_text("30 TT of the creator fund")
    assert owed_at(visitor) == 19 * TT
    assert claim(visitor) == 49 * TT
    assert chain.tt_of(maker) == 49 * TT
    assert fund.read("claimedOf", maker.address) == 30 * TT
    collecting.stage.catch_up()
    told = collecting.get(f"/v1/fund/accounts/{maker.address}")
    assert (told["claimed"], told["claimable"]) == (str(30 * TT), "0")
    expect(visitor.page.locator("#fund-part")).to_have_count(0)
    expect(visitor.page.locator("#claim-all button")).to_be_disabled()


def test_file_for_the_books_adds_up_to_the_balance(collecting: Collecting, visit: Visit) -> None:
    chain, mira = collecting.chain, collecting.stage.mira
    fan = chain.fund(person("bibi"), 5, tt=700)
    chain.buy(fan, mira, 300)
    chain.sell(fan, mira, chain.held(mira, fan) // 3)
    # Dividends come with time.
    chain.pass_time(60)
    beaten_bid(collecting, "bibi", 50)
    visitor = at_home(collecting, visit, "bibi")
    claim(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == f"toktok-{fan.address.lower()}.csv"
    with download.value.path().open(newline="") as file:
        lines = list(csv.DictReader(file))
    booked = {each["what"]: wei(each["tt_booked"]) for each in lines if each["tt_booked"]}
    assert booked.keys() == {"outbids", "dividends"}
    happened = [each for each in lines if each["what"] not in booked]
    assert [each["what"] for each in happened] == ["deposit", "trade", "trade", "bid", "claim"]
    assert wei(happened[-1]["tt_received"]) == sum(booked.values())

    def left(received: str, paid: str) -> int:
        return sum(wei(each[received] or "0") - wei(each[paid] or "0") for each in lines)

    assert left("tt_received", "tt_paid") == chain.tt_of(fan)
    assert left("tokens_received", "tokens_given") == chain.held(mira, fan)
