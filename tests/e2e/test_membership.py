"""Subscriptions by people in browsers: bought, extended, given, refused."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.acting import api, at_mira, problem, quote, signed
from tests.e2e.chain import DAY, TT, person
from tests.e2e.conftest import Stage, Visit


def test_subscription_is_bought_extended_and_given(stage: Stage, visit: Visit) -> None:
    chain, mira = stage.chain, person("mira")
    chain.subscriptions.send(mira, "setPlan", 20 * TT, 30 * DAY, 0)
    stage.catch_up()
    visitor = at_mira(stage, visit, "sub", tt=200)
    fan, friend, page = person("sub"), person("friend of sub"), visitor.page
    expect(page.locator("#plan")).to_contain_text("20")
    page.select_option("#periods", "2")
    expect(page.locator("#plan-cost")).to_have_text("40 TT")
    page.click("#subscribe [type=submit]")
    visitor.toast("Subscribed for 40 TT, until")
    assert signed(visitor) == 2  # A permit and a transaction.
    assert chain.tt_of(fan) == 160 * TT
    assert chain.subscriptions.read("isSubscribed", mira.address, fan.address)
    expect(page.locator("#membership")).to_contain_text("You are a subscriber until")
    asked = {"creator": "mira", "account": fan.address}
    [row] = api(stage, "/subscriptions", **asked)["items"]
    assert (row["paid"], row["periods"], row["is_subscribed"]) == (str(40 * TT), 2, True)

    page.select_option("#periods", "1")
    page.click("#subscribe [type=submit]")
    visitor.toast("Subscribed for 20 TT")
    [longer] = api(stage, "/subscriptions", **asked)["items"]
    assert longer["ends_at"] - row["ends_at"] == 30 * DAY

    page.locator("#subscribe summary").click()
    page.fill("#member", friend.address)
    page.click("#subscribe [type=submit]")
    visitor.toast("Subscribed for 20 TT")
    expect(page.locator("#member")).to_have_value("")
    assert chain.subscriptions.read("isSubscribed", mira.address, friend.address)
    assert chain.tt_of(fan) == 120 * TT


def test_holding_that_is_missing_is_said_before_anybody_pays(stage: Stage, visit: Visit) -> None:
    stage.chain.subscriptions.send(person("mira"), "setPlan", 20 * TT, 30 * DAY, 5_000 * TT)
    stage.catch_up()
    visitor = at_mira(stage, visit, "hal", tt=400)
    said = visitor.page.locator("#membership .warn")
    expect(said).to_contain_text("You hold 0 MIRA. Until you hold 5,000")
    visitor.page.check("[name=mode][value=out]")
    quote(visitor, "5000")
    visitor.page.click("#trade-submit")
    visitor.toast("Bought 5,000 MIRA")
    expect(said).to_have_count(0)


def test_plan_that_changed_is_refused_and_shown_anew(stage: Stage, visit: Visit) -> None:
    chain, mira = stage.chain, person("mira")
    chain.subscriptions.send(mira, "setPlan", 10 * TT, 30 * DAY, 0)
    stage.catch_up()
    visitor = at_mira(stage, visit, "cho", tt=100)
    assert visitor.wallet is not None
    visitor.wallet.asks = True
    visitor.page.click("#subscribe [type=submit]")
    visitor.wallet.wait_for("eth_signTypedData_v4")
    chain.subscriptions.send(mira, "setPlan", 90 * TT, 30 * DAY, 0)
    visitor.wallet.approve("eth_signTypedData_v4")
    assert "changed the terms" in problem(visitor, "#subscribe")
    assert visitor.wallet.count("eth_sendTransaction") == 0
    expect(visitor.page.locator("#plan-cost")).to_have_text("90 TT")
