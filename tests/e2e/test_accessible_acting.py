"""What opens, refuses and is told while somebody acts is for everybody too: dialogs, errors, messages, banners, queues."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.acting import quote
from tests.e2e.axe import looks
from tests.e2e.chain import person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.following import at_trade, no_blocks, submit, wait_until_sent, wallet_of
from tests.e2e.talking import arrives, sols_token


def wallet_that_is_missing(stage: Stage, visit: Visit) -> Visitor:
    nobody = visit()
    nobody.go("/")
    nobody.page.click("#connect")
    expect(nobody.page.locator("#dialog[open]")).to_be_visible()
    return nobody


def menu_of_the_account(stage: Stage, visit: Visit) -> Visitor:
    fan = arrives(visit, "/creators/mira", "ben")
    fan.page.click("#connect")
    expect(fan.page.locator("#dialog[open]")).to_be_visible()
    return fan


def risks_before_the_first_purchase(stage: Stage, visit: Visit) -> Visitor:
    fan = arrives(visit, "/creators/mira", "ben")
    fan.page.fill("#amount", "5")
    expect(fan.page.locator("#q-main")).not_to_have_text("–")
    fan.page.locator("#trade-submit").click()
    expect(fan.page.locator("#dialog[open] button[value=accept]")).to_be_visible()
    return fan


def report(stage: Stage, visit: Visit) -> Visitor:
    fan = arrives(visit, "/creators/mira", "ben")
    fan.page.locator("[data-social=report]").first.click()
    expect(fan.page.locator("#dialog[open] [value=copyright]")).to_be_visible()
    return fan


def amount_that_is_none(stage: Stage, visit: Visit) -> Visitor:
    fan = arrives(visit, f"/launches/{stage.noor}", "ben")
    fan.page.fill("#contribution", "a lot")
    fan.page.click("#contribute [type=submit]")
    expect(fan.page.locator("#contribute .problem, #contribution-problem").last).not_to_be_empty()
    return fan


def gift_to_nobody(stage: Stage, visit: Visit) -> Visitor:
    fan = arrives(visit, "/creators/mira", "ben")
    for more in fan.page.locator("main details > summary").all():
        if more.is_visible():
            more.click()
    quote(fan, "5")
    fan.page.fill("#recipient", "0x1234")
    expect(fan.page.locator("#recipient-problem")).not_to_be_empty()
    return fan


def plan_of_too_long_a_period(stage: Stage, visit: Visit) -> Visitor:
    sols_token(stage)
    creator = arrives(visit, "/studio/plan", "sol")
    creator.page.fill("#fee", "40")
    creator.page.fill("#period", "400")
    creator.page.click("#plan [type=submit]")
    expect(creator.page.locator("#period-problem")).to_contain_text("From 1 to 366")
    return creator


def purchase_that_was_refused(stage: Stage, visit: Visit) -> Visitor:
    fan = at_trade(visit, stage.chain.fund(person("refuses"), 2, tt=200))
    wallet_of(fan).asks = True
    submit(fan, "100")
    wallet_of(fan).reject("eth_sendTransaction")
    expect(fan.page.locator("#trade .problem")).not_to_be_empty()
    return fan


def purchase_that_was_made(stage: Stage, visit: Visit) -> Visitor:
    fan = at_trade(visit, stage.chain.fund(person("shows"), 2, tt=200))
    # A message stays as long as somebody needs to look at it.
    fan.page.clock.install()
    with no_blocks(stage.chain):
        submit(fan, "100")
        wait_until_sent(fan)
    fan.toast("Bought")
    return fan


def network_that_is_another(stage: Stage, visit: Visit) -> Visitor:
    fan = arrives(visit, "/creators/mira", "ben")
    wallet_of(fan).emit("chainChanged", "0x5")
    expect(fan.page.locator("#network-banner")).to_be_visible()
    return fan


def no_network(stage: Stage, visit: Visit) -> Visitor:
    nobody = visit()
    nobody.go("/creators/mira")
    nobody.page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    nobody.page.evaluate("dispatchEvent(new Event('offline'))")
    expect(nobody.page.locator("#banner")).to_contain_text("You are offline")
    return nobody


ACTS = (
    wallet_that_is_missing, menu_of_the_account, risks_before_the_first_purchase, report,
    amount_that_is_none, gift_to_nobody, plan_of_too_long_a_period,
    purchase_that_was_refused, purchase_that_was_made, network_that_is_another, no_network,
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_axe_finds_nothing_while_somebody_acts(
    stage: Stage, visit: Visit, act: Callable[[Stage, Visit], Visitor]
) -> None:
    assert looks(act(stage, visit).page) == []
