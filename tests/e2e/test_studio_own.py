"""What creators decide about their own token, by people in browsers: plan, fee, shares, another key."""

from __future__ import annotations

import httpx
from playwright.sync_api import expect

from tests.e2e.chain import DAY, TT, person
from tests.e2e.conftest import Stage, Visit


def test_a_plan_is_offered_changed_and_ended(stage: Stage, visit: Visit) -> None:
    chain = stage.chain
    creator = chain.fund(person("plan maker"), 2)
    visitor = visit(creator)
    visitor.go("/studio/plan")
    visitor.connect()
    page = visitor.page
    page.fill("#fee", "40")
    expect(page.locator("#plan-parts")).to_contain_text("32 TT to you, 6 TT to those who hold")
    page.fill("#period", "400")
    page.click("#plan [type=submit]")
    expect(page.locator("#period-problem")).to_contain_text("From 1 to 366")
    page.fill("#period", "30")
    page.click("#plan [type=submit]")
    visitor.toast("The plan is offered")
    expect(page.locator("#end-plan")).to_be_visible()
    expect(page.locator("#own dl")).to_contain_text("40")
    stage.catch_up()
    told = httpx.get(f"{stage.url}/v1/studio/{creator.address}", trust_env=False).json()["plan"]
    assert (told["fee"], told["period"]) == (str(40 * TT), 30 * DAY)
    page.click("#end-plan [type=submit]")
    visitor.toast("The plan has ended")
    expect(page.locator("#end-plan")).to_have_count(0)
    stage.catch_up()
    told = httpx.get(f"{stage.url}/v1/studio/{creator.address}", trust_env=False).json()
    assert told["plan"] is None


def test_a_fee_falls_and_never_rises(stage: Stage, visit: Visit) -> None:
    visitor = visit(person("mira"))
    visitor.go("/studio/account")
    visitor.connect()
    page = visitor.page
    before = httpx.get(f"{stage.url}/v1/creators/mira", trust_env=False).json()["fees"]
    now = before["creator_bps"]
    page.fill("#new_fee", str(now / 100))
    page.click("#lower-fee [type=submit]")
    expect(page.locator("#new_fee-problem")).to_contain_text("Below what it is now")
    page.fill("#new_fee", str((now - 25) / 100))
    page.click("#lower-fee [type=submit]")
    visitor.toast("Your fee is lower now")
    stage.catch_up()
    after = httpx.get(f"{stage.url}/v1/creators/mira", trust_env=False).json()["fees"]
    assert after == {**before, "creator_bps": now - 25}
    expect(page.locator("#lower-fee")).to_have_attribute("data-now", str(now - 25))


def test_income_is_shared_and_sent_elsewhere(stage: Stage, visit: Visit) -> None:
    chain = stage.chain
    creator, friend = chain.fund(person("sharer"), 2), person("friend of the sharer")
    visitor = visit(creator)
    visitor.go("/studio/account")
    visitor.connect()
    page = visitor.page
    for who, share in ((creator.address, "70"), (friend.address, "20")):
        page.click("#own-splits [data-add]")
        fields = page.locator("#own-splits [data-row]").last.locator("input")
        fields.nth(0).fill(who)
        fields.nth(1).fill(share)
    page.click("#splits [type=submit]")
    expect(page.locator("#splits .problem")).to_contain_text("add up to 90 %")
    page.locator("#own-splits [data-row]").last.locator("input").nth(1).fill("30")
    page.click("#splits [type=submit]")
    visitor.toast("The shares are set")
    assert [
        (recipient.lower(), bps)
        for recipient, bps in chain.ledger.read("splitsOf", creator.address)
    ] == [(creator.address.lower(), 7_000), (friend.address.lower(), 3_000)]

    page.fill("#payout_to", friend.address)
    page.click("#payout [type=submit]")
    visitor.toast("The payout address is set")
    assert chain.market.read("payoutOf", creator.address).lower() == friend.address.lower()
    page.click("#payout-back [type=submit]")
    visitor.toast("The payout address is set")
    expect(page.locator("#payout-back")).to_have_count(0)
    assert chain.market.read("payoutOf", creator.address).lower() == creator.address.lower()


def test_a_token_moves_to_another_key(stage: Stage, visit: Visit) -> None:
    chain = stage.chain
    old, new = chain.fund(person("old key"), 5, tt=3_000), chain.fund(person("new key"), 2)
    token = chain.launch(old, "mover")
    chain.market.send(old, "contribute", token, 2_000 * TT)
    chain.pass_time(61)
    chain.market.send(old, "finalize", token)
    stage.catch_up()
    leaving = visit(old)
    leaving.go("/studio/account")
    leaving.connect()
    leaving.page.fill("#move_to", new.address)
    leaving.page.click("#move [type=submit]")
    leaving.toast("The move is announced")
    expect(leaving.page.locator("#move-off")).to_be_visible()
    chain.pass_time(3 * DAY + 1)
    stage.catch_up()
    coming = visit(new)
    coming.go("/studio/account")
    coming.connect()
    expect(coming.page.locator("#own")).to_contain_text("@mover")
    coming.page.click("[data-accept] [type=submit]")
    coming.toast("The token is with this account now")
    assert chain.market.read("creatorOf", token).lower() == new.address.lower()
    stage.catch_up()
    told = httpx.get(f"{stage.url}/v1/studio/{new.address}", trust_env=False).json()
    assert (told["handle"], told["offered"]) == ("mover", [])
