"""The whole way of the money, by people with wallets in a real browser."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import expect

from tests.e2e.acting import claim, owed_at, quote, wei
from tests.e2e.chain import DAY, ETH, TT, person
from tests.e2e.conftest import Stage, Visit


def fan_revenue(stage: Stage) -> int:
    """All that ever came in for mira's fans, in wei, as the API says."""
    stage.catch_up()
    row = httpx.get(f"{stage.url}/v1/creators/mira", trust_env=False).json()
    return int(row["fan_revenue"])


def test_fan_gets_tt_buys_and_both_are_paid(stage: Stage, visit: Visit) -> None:
    chain, fan, mira = stage.chain, person("fay"), person("mira")
    chain.fund(fan, 5)
    watcher, buyer = visit(), visit(fan)
    assert buyer.wallet is not None
    watcher.go("/creators/mira")
    watcher.page.evaluate("window.notReloaded = true")
    before = watcher.page.locator("#trade").bounding_box()

    # Connect, and get TT for ETH.
    buyer.go("/portfolio")
    buyer.connect()
    buyer.page.wait_for_url(f"**/portfolio/{fan.address}")
    buyer.page.fill("#deposit-amount", "0.2")
    buyer.page.click("#deposit button")
    buyer.toast("You got 2,000 TT")
    assert chain.tt_of(fan) == 2_000 * TT

    # Buy with one transaction, after the risks were read.
    buyer.go("/creators/mira")
    expect(buyer.page.locator("#connect")).to_have_text(re.compile(r"^0x"))
    sent = buyer.wallet.count("eth_sendTransaction")
    quote(buyer, "500")
    buyer.page.click("#trade-submit")
    expect(buyer.page.locator("#dialog")).to_contain_text("Before your first purchase")
    buyer.page.click("#dialog button[value=accept]")
    buyer.toast("Bought")
    assert buyer.wallet.count("eth_sendTransaction") == sent + 1
    assert buyer.wallet.count("eth_signTypedData_v4") == 1
    assert chain.tt_of(fan) == 1_500 * TT
    assert chain.held(stage.mira, fan) > 0

    # Seen on the other page, which was not reloaded and did not move.
    newest = watcher.page.locator("#trades tbody tr").first
    expect(newest).to_contain_text(f"{fan.address[:6]}…{fan.address[-4:]}")
    expect(newest).to_contain_text("500")
    assert watcher.page.evaluate("window.notReloaded")
    assert watcher.page.locator("#trade").bounding_box() == before

    # The creator claims exactly what the page said.
    maker = visit(mira)
    maker.go(f"/portfolio/{mira.address}")
    maker.connect()
    said, had = owed_at(maker), chain.tt_of(mira)
    assert said > 0
    assert claim(maker) == said
    assert chain.tt_of(mira) - had == said

    # Days later the fan claims dividends, the purchase's own fee among them.
    chain.pass_time(2 * DAY)
    stage.catch_up()
    buyer.go(f"/portfolio/{fan.address}")
    expect(buyer.page.locator("#claim-all button")).to_be_enabled()
    said, had = owed_at(buyer), chain.tt_of(fan)
    paid = claim(buyer)
    assert chain.tt_of(fan) - had == paid
    # Seconds pass between the page's block and the claim's; the pool is released meanwhile.
    assert said <= paid <= said + said // 1_000

    # And turns TT back into ETH.
    had = chain.eth(fan)
    buyer.page.fill("#withdraw-amount", "1000")
    buyer.page.click("#withdraw button")
    buyer.toast("You got 0.1 ETH")
    assert had + ETH // 10 - ETH // 1_000 < chain.eth(fan) < had + ETH // 10


def test_exact_tokens_cost_what_the_quote_says(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("exa"), 5, tt=1_000)
    buyer = visit(fan)
    buyer.go("/creators/mira")
    buyer.connect()
    buyer.page.check("[name=mode][value=out]")
    quote(buyer, "2000")
    buyer.page.click("#trade-submit")
    buyer.page.click("#dialog button[value=accept]")
    buyer.toast("Bought 2,000 MIRA")
    assert stage.chain.held(stage.mira, fan) == 2_000 * TT


def test_exact_tokens_for_eth_are_exact_and_the_rest_stays_as_tt(
    stage: Stage, visit: Visit
) -> None:
    chain = stage.chain
    fan = chain.fund(person("exe"), 5)
    buyer = visit(fan)
    buyer.go("/creators/mira")
    buyer.connect()
    rest = buyer.page.locator("#eth-rest")
    buyer.page.check("[name=mode][value=out]")
    expect(rest).to_be_hidden()
    buyer.page.check("[name=pay][value=eth]")
    expect(rest).to_contain_text("stays with you as TT")
    quote(buyer, "2000")
    expect(buyer.page.locator("#q-limit-label")).to_have_text("At most")
    most = wei(buyer.page.locator("#q-limit").inner_text().split(" ETH")[0])
    buyer.page.click("#trade-submit")
    buyer.page.click("#dialog button[value=accept]")
    buyer.toast("Bought 2,000 MIRA")
    assert chain.held(stage.mira, fan) == 2_000 * TT
    stage.catch_up()
    query = {"account": fan.address, "kind": "trade"}
    (trade,) = httpx.get(f"{stage.url}/v1/activity", params=query, trust_env=False).json()["items"]
    paid, left = int(trade["data"]["tt_amount"]), chain.tt_of(fan)
    # One per cent is the slippage: so much may cost more, and is left where it does not.
    assert paid + left == -(-paid * 101 // 100 // 10_000) * 10_000
    assert abs((paid + left) // 10_000 - most) < ETH // 10**6
    wallet = buyer.wallet
    assert wallet is not None
    assert (wallet.count("eth_sendTransaction"), wallet.count("eth_signTypedData_v4")) == (2, 1)


def test_buys_with_eth_and_sells_it_all(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("eth"), 5)
    buyer = visit(fan)
    buyer.go("/creators/mira")
    buyer.connect()
    buyer.page.check("[name=pay][value=eth]")
    quote(buyer, "0.01")
    buyer.page.click("#trade-submit")
    buyer.page.click("#dialog button[value=accept]")
    buyer.toast("Bought")
    assert stage.chain.held(stage.mira, fan) > 0
    buyer.page.check("[name=side][value=sell]")
    buyer.page.click("#use-all")
    expect(buyer.page.locator("#q-main")).to_contain_text("TT")
    buyer.page.click("#trade-submit")
    buyer.toast("Sold")
    assert stage.chain.held(stage.mira, fan) == 0
    assert stage.chain.tt_of(fan) > 0


def test_tip_reaches_the_creator(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("tia"), 5, tt=100)
    tipper = visit(fan)
    tipper.go("/creators/mira")
    tipper.connect()
    before = stage.chain.ledger.read("balanceOf", person("mira").address)
    fans_before = fan_revenue(stage)
    tipper.page.fill("#tip-amount", "10")
    tipper.page.click("#tip [type=submit]")
    tipper.toast("Tip of 10 TT sent")
    assert stage.chain.ledger.read("balanceOf", person("mira").address) - before == 9 * TT
    assert fan_revenue(stage) - fans_before == TT // 2


def test_sold_moment_is_divided_and_paid_by_the_same_claim(stage: Stage, visit: Visit) -> None:
    chain = stage.chain
    oda, fan = chain.fund(person("oda"), 5), chain.fund(person("ulf"), 5, tt=1_000)
    moment = chain.sell_moment(oda, fan, price=300)
    stage.catch_up()
    maker = visit(oda)
    maker.go(f"/portfolio/{oda.address}")
    maker.connect()
    # 85 % and, without a token in trade, the fans' 10 %.
    assert owed_at(maker) == 285 * TT
    assert chain.ledger.read("bookedOf", moment) == (300 * TT, 0, 0)
    assert claim(maker) == 285 * TT
    assert chain.tt_of(oda) == 285 * TT
    assert chain.ledger.read("bookedOf", moment) == (0, 0, 0)


def test_pending_purchase_survives_a_reload(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("pat"), 5, tt=1_000)
    buyer = visit(fan)
    buyer.go("/creators/mira")
    buyer.connect()
    quote(buyer, "100")
    stage.chain.rpc.call("miner_stop")
    try:
        buyer.page.click("#trade-submit")
        buyer.page.click("#dialog button[value=accept]")
        buyer.toast("Buying")
        # Only what was sent outlives the page.
        expect(buyer.page.locator(".toast")).to_contain_text("Sent, waiting for a block")
        buyer.go("/creators/mira")
        buyer.toast("Buying")
    finally:
        stage.chain.rpc.call("miner_start")
    buyer.toast("Bought")
    assert stage.chain.held(stage.mira, fan) > 0
