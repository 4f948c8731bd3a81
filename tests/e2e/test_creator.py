"""What fans do on a creator's page: trade exactly, give, refer, tip, and join a launch together."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.acting import accept_risk, api, at_mira, problem, quote, signed
from tests.e2e.chain import DAY, TT, person
from tests.e2e.conftest import Stage, Visit


def newest_trade(stage: Stage) -> dict[str, Any]:
    trade: dict[str, Any] = api(stage, "/creators/mira/trades", limit=1)["items"][0]
    return trade


def test_friends_fill_a_launch_and_each_gets_the_part_the_page_foretold(
    stage: Stage, visit: Visit
) -> None:
    chain = stage.chain
    creator, one, other = (chain.fund(person(name), 2, tt=3_000) for name in ("liv", "amy", "bob"))
    token = chain.launch(creator, "liv", window=DAY, maximumRaise=4_000 * TT, allocationVesting=0)
    stage.catch_up()
    first, second = visit(one), visit(other)
    for each in (first, second):
        accept_risk(each)
        each.go(f"/launches/{token}")
        each.connect()

    first.page.fill("#contribution", "600")
    expect(first.page.locator("#estimate-tokens")).to_contain_text("below the minimum")
    first.page.fill("#contribution", "1000")
    expect(first.page.locator("#estimate-tokens")).to_have_text("1.00M LIV")
    expect(first.page.locator("#estimate-full")).to_have_text("250,000 LIV")
    first.page.click("#contribute [type=submit]")
    first.toast("Contributed 1,000 TT")

    # The friend's page has followed, and foretells with what is in by now.
    expect(second.page.locator("#concentration")).to_contain_text("100 %")
    second.page.locator("#contribute .chip", has_text="1,000").click()
    expect(second.page.locator("#estimate-tokens")).to_have_text("500,000 LIV")
    expect(second.page.locator("#estimate-share")).to_have_text("50 %")
    second.page.fill("#contribution", "3000")
    expect(second.page.locator("#estimate-tokens")).to_have_text("750,000 LIV")
    second.page.click("#contribute [type=submit]")
    second.toast("Contributed 3,000 TT")

    # Full: it can be ended at once, by anybody.
    first.page.click("#finalize [type=submit]")
    first.toast("The launch is finalized")
    expect(first.page.locator("#ended")).to_contain_text("This launch has succeeded")
    second.page.click("#claim-allocation button")
    second.toast("Claimed 750,000 LIV")
    assert chain.held(token, other) == 750_000 * TT
    checked = api(stage, "/creators/liv/trust")["launch"]
    assert (checked["largest_bps"], checked["top_ten_bps"]) == (7_500, 10_000)
    second.go("/creators/liv")
    expect(second.page.locator("#trust")).to_contain_text("2 accounts put in 4,000 TT")
    expect(second.page.locator("#trust")).to_contain_text("75 %")


def test_purchase_for_an_exact_sum_and_sale_of_everything(stage: Stage, visit: Visit) -> None:
    visitor = at_mira(stage, visit, "max", tt=400)
    fan, page = person("max"), visitor.page
    page.get_by_role("button", name="200", exact=True).click()
    expect(page.locator("#q-limit")).to_contain_text("1 % slippage")
    assert page.input_value("#amount") == "200"
    page.click("#trade-submit")
    visitor.toast("Bought")
    assert signed(visitor) == 2  # A permit and a transaction.
    trade = newest_trade(stage)
    bought = stage.chain.held(stage.mira, fan)
    assert (trade["tt_amount"], trade["token_amount"]) == (str(200 * TT), str(bought))
    assert trade["side"] == "buy"

    page.check("[name=side][value=sell]")
    page.click("#use-all")
    expect(page.locator("#q-main")).to_contain_text("TT")
    had = stage.chain.tt_of(fan)
    page.click("#trade-submit")
    visitor.toast("Sold")
    assert stage.chain.held(stage.mira, fan) == 0
    trade = newest_trade(stage)
    assert (trade["side"], trade["token_amount"]) == ("sell", str(bought))
    assert stage.chain.tt_of(fan) - had == int(trade["tt_amount"])
    row = page.locator("#trades tbody tr").first
    expect(row).to_contain_text("Sell")
    expect(row).to_contain_text(f"{fan.address[:6]}…{fan.address[-4:]}")


def test_part_of_a_balance_is_taken_to_the_wei(stage: Stage, visit: Visit) -> None:
    visitor = at_mira(stage, visit, "kim", tt=333)
    visitor.page.get_by_role("button", name="25 %").click()
    assert visitor.page.input_value("#amount") == "83.25"
    visitor.page.check("[name=mode][value=out]")
    expect(visitor.page.get_by_role("button", name="25 %")).to_be_hidden()


def test_gift_goes_to_the_address_that_is_named_and_to_no_mistyped_one(
    stage: Stage, visit: Visit
) -> None:
    visitor = at_mira(stage, visit, "gia", tt=100)
    friend, page = person("friend of gia"), visitor.page
    page.get_by_text("Give it to somebody").first.click()
    field = page.locator("#recipient")
    quote(visitor, "50")
    field.fill("0x1234")
    expect(page.locator("#recipient-problem")).to_have_text(re.compile("That is no address"))
    field.fill(stage.chain.market.address)
    expect(page.locator("#recipient-problem")).to_have_text(re.compile("contract of this protocol"))
    # One letter in the other case no longer fits the checksum.
    place = next(at for at, each in enumerate(friend.address) if at > 1 and each.isalpha())
    letter = friend.address[place].swapcase()
    field.fill(friend.address[:place] + letter + friend.address[place + 1 :])
    expect(page.locator("#q-main")).not_to_have_text("–")
    page.click("#trade-submit")
    assert "mistyped" in problem(visitor, "#trade")
    assert signed(visitor) == 0

    field.fill(friend.address)
    said = f"The MIRA go to {friend.address[:6]}…{friend.address[-4:]}, not to you."
    expect(page.locator("#trade .gift-said")).to_have_text(said)
    expect(page.locator("#trade-submit")).to_have_text("Buy MIRA as a gift")
    expect(page.locator("#q-main")).not_to_have_text("–")
    page.click("#trade-submit")
    visitor.toast("Bought")
    trade = newest_trade(stage)
    assert (trade["trader"], trade["to"]) == (person("gia").address, friend.address)
    assert stage.chain.held(stage.mira, friend) == int(trade["token_amount"])
    assert stage.chain.held(stage.mira, person("gia")) == 0


def test_who_brings_a_buyer_earns_half_of_the_protocols_fee(stage: Stage, visit: Visit) -> None:
    earner = at_mira(stage, visit, "ria")
    expect(earner.page.locator("#share-earned")).to_have_text("0 TT")
    link = earner.page.input_value("#share-link")
    assert link == f"{stage.url}/creators/mira?ref={person('ria').address}"
    before = int(api(stage, "/creators/mira/trust")["referrers"])

    visitor = at_mira(stage, visit, "ned", tt=400, query=link.split("mira")[1])
    quote(visitor, "400")
    ria = person("ria").address
    said = f"{ria[:6]}…{ria[-4:]}".lower()
    expect(visitor.page.locator("#q-referrer-who")).to_have_text(said)
    expect(visitor.page.locator("#q-referrer")).to_have_text("2 TT")
    visitor.page.click("#trade-submit")
    visitor.toast("Bought")
    trade = newest_trade(stage)
    assert (trade["referrer"], trade["referrer_fee"]) == (ria, str(2 * TT))
    assert stage.chain.ledger.read("owed", ria, [], []) == 2 * TT
    assert int(api(stage, "/creators/mira/trust")["referrers"]) - before == 2 * TT
    earner.go("/creators/mira")
    expect(earner.page.locator("#share-earned")).to_have_text("2 TT")


def test_nobody_is_their_own_referrer(stage: Stage, visit: Visit) -> None:
    own = person("own").address
    visitor = at_mira(stage, visit, "own", tt=100, query=f"?ref={own}")
    quote(visitor, "100")
    expect(visitor.page.locator("#q-referrer-line")).to_be_hidden()
    visitor.page.click("#trade-submit")
    visitor.toast("Bought")
    assert newest_trade(stage)["referrer"] is None


def test_tip_of_a_usual_amount(stage: Stage, visit: Visit) -> None:
    visitor = at_mira(stage, visit, "tim", tt=50)
    before = stage.chain.ledger.read("balanceOf", person("mira").address)
    tips = api(stage, "/creators/mira/revenue/total")["sources"]
    visitor.page.locator("#tip .chip", has_text="25").click()
    visitor.page.click("#tip [type=submit]")
    visitor.toast("Tip of 25 TT sent")
    assert stage.chain.ledger.read("balanceOf", person("mira").address) - before == 225 * TT // 10
    assert stage.chain.tt_of(person("tim")) == 25 * TT
    after = api(stage, "/creators/mira/revenue/total")["sources"]
    assert amount_of(after, "tip") - amount_of(tips, "tip") == 25 * TT
    expect(visitor.page.locator("#revenue")).to_contain_text("Tips")


def amount_of(sources: list[dict[str, Any]], name: str) -> int:
    return sum(int(each["amount"]) for each in sources if each["source"] == name)


def test_refused_slippage_is_answered_with_the_quote_of_now(stage: Stage, visit: Visit) -> None:
    visitor = at_mira(stage, visit, "sam", tt=500)
    assert visitor.wallet is not None
    visitor.wallet.asks = True
    page = visitor.page
    quote(visitor, "300")
    before = page.locator("#q-main").inner_text()
    page.click("#trade-submit")
    visitor.wallet.wait_for("eth_signTypedData_v4")
    rival = stage.chain.fund(person("rival of sam"), 2, tt=5_000)
    stage.chain.buy(rival, stage.mira, 4_000)
    stage.catch_up()
    visitor.wallet.approve("eth_signTypedData_v4")
    assert "The price moved" in problem(visitor, "#trade")
    expect(page.locator("#q-main")).not_to_have_text(before)
    expect(page.locator("#q-main")).not_to_have_text("–")
    assert page.input_value("#amount") == "300"
    # Agreed to anew, it goes through.
    visitor.wallet.asks = False
    page.click("#trade-submit")
    visitor.toast("Bought")
    assert stage.chain.tt_of(person("sam")) == 200 * TT


def test_large_trade_is_warned_of_apart_from_slippage(stage: Stage, visit: Visit) -> None:
    visitor = visit()
    visitor.go("/creators/mira")
    quote(visitor, "10")
    expect(visitor.page.locator("#impact-warning")).to_be_hidden()
    quote(visitor, "9000")
    expect(visitor.page.locator("#impact-warning")).to_contain_text("moves the price by")


def test_sections_are_reached_by_links_and_the_one_being_read_is_marked(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 844})
    visitor.go("/creators/mira")
    bar = page.get_by_role("navigation", name="On this page")
    for name in ("What to check", "Holders", "Trade"):
        link = bar.get_by_role("link", name=name, exact=True)
        link.click()
        expect(link).to_have_attribute("aria-current", "true")
        section = page.locator(link.get_attribute("href") or "").bounding_box()
        below = bar.bounding_box()
        assert section
        assert below
        assert section["y"] >= below["y"] + below["height"]
    expect(bar.locator("[aria-current]")).to_have_count(1)
