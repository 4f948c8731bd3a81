"""What happens between form, wallet and network when something changes or fails on the way."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect

from tests.e2e.acting import api, claim, problem, quote, signed
from tests.e2e.chain import DAY, TT, person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.following import at_trade


def hold(visitor: Visitor, address: str) -> list[Route]:
    """Answer nothing at `address` from now on; what was asked."""
    held: list[Route] = []
    visitor.page.route(address, lambda route: held.append(route))
    return held


def let_go(visitor: Visitor, held: list[Route], address: str) -> None:
    """Answer everything that was held, and hold no more."""
    for route in held:
        route.continue_()
    visitor.page.unroute(address)


def test_changed_order_is_not_signed_before_its_own_quote(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("ola"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    quote(visitor, "100")
    held = hold(visitor, "**/v1/quote*")
    with visitor.page.expect_request("**/v1/quote*"):
        visitor.page.fill("#amount", "200")
        visitor.page.click("#trade-submit")
    assert "Waiting for a quote" in problem(visitor, "#trade")
    expect(visitor.page.locator("#q-main")).to_have_text("–")
    let_go(visitor, held, "**/v1/quote*")
    expect(visitor.page.locator("#q-main")).not_to_have_text("–")
    visitor.page.click("#trade-submit")
    visitor.toast("for 200 TT")
    assert stage.chain.tt_of(fan) == 800 * TT


def test_declined_risks_lead_back_to_the_form_with_its_values(stage: Stage, visit: Visit) -> None:
    visitor = visit(stage.chain.fund(person("dee"), 2, tt=1_000))
    visitor.go("/creators/mira")
    visitor.connect()
    quote(visitor, "123")
    visitor.page.click("#trade-submit")
    visitor.page.click("#dialog button[value=cancel]")
    assert "Nothing was sent" in problem(visitor, "#trade")
    assert visitor.page.input_value("#amount") == "123"
    assert signed(visitor) == 0


def test_account_that_changes_while_the_risks_are_read_signs_nothing(
    stage: Stage, visit: Visit
) -> None:
    fan, other = stage.chain.fund(person("abel"), 2, tt=1_000), person("bea")
    visitor = visit(fan)
    assert visitor.wallet is not None
    visitor.go("/creators/mira")
    visitor.connect()
    quote(visitor, "100")
    visitor.page.click("#trade-submit")
    visitor.page.locator("#dialog").wait_for()
    visitor.wallet.become(stage.chain.fund(other, 2, tt=1_000))
    expect(visitor.page.locator("#connect")).to_contain_text(other.address[:6])
    visitor.page.click("#dialog button[value=accept]")
    assert "moved to another account" in problem(visitor, "#trade")
    assert visitor.page.input_value("#amount") == "100"
    assert signed(visitor) == 0


def test_part_of_the_account_before_is_not_shown_to_the_next(stage: Stage, visit: Visit) -> None:
    ben, other = person("ben"), person("new")
    visitor = visit(ben)
    assert visitor.wallet is not None
    visitor.go(f"/launches/{stage.noor}")
    address = f"**/fragments/yours/*/{ben.address}"
    held = hold(visitor, address)
    with visitor.page.expect_request(address):
        visitor.connect()
    visitor.wallet.become(other)
    yours = visitor.page.locator("#yours")
    expect(yours).to_contain_text("no part in this launch")
    with visitor.page.expect_response(address):
        let_go(visitor, held, address)
    visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(yours).to_contain_text("no part in this launch")


def test_referrer_with_a_wrong_checksum_is_paid_and_claims_once(stage: Stage, visit: Visit) -> None:
    chain, friend = stage.chain, stage.chain.fund(person("ref"), 1)
    wrong = "0x" + friend.address[2:].swapcase()
    visitor = at_trade(visit, chain.fund(person("rio"), 2, tt=1_000), f"/creators/mira?ref={wrong}")
    quote(visitor, "1000")
    visitor.page.click("#trade-submit")
    visitor.toast("Bought")
    assert chain.market.read("referralsOf", friend.address) == 5 * TT

    stage.catch_up()
    first, second = visit(friend), visit(friend)
    hold(second, "**/v1/events*")
    for each in (first, second):
        each.go(f"/portfolio/{friend.address}")
        each.connect()
    assert claim(first) == 5 * TT
    second.page.click("#claim-all button")
    assert "There is nothing to claim" in problem(second, "#claim-all")
    assert signed(second) == 0


def test_launch_that_closes_while_the_permit_is_signed_takes_nothing(
    stage: Stage, visit: Visit
) -> None:
    chain = stage.chain
    creator, fan = chain.fund(person("cleo"), 2, tt=200), chain.fund(person("cal"), 2, tt=500)
    token = chain.launch(creator, "cleo_closes", window=3_600)
    chain.tt.send(fan, "approve", chain.market.address, 0)
    stage.catch_up()
    visitor = at_trade(visit, fan, f"/launches/{token}")
    assert visitor.wallet is not None
    visitor.wallet.asks = True
    hold(visitor, "**/fragments/progress/**")
    visitor.page.fill("#contribution", "300")
    visitor.page.click("#contribute [type=submit]")
    visitor.wallet.wait_for("eth_signTypedData_v4")
    chain.pass_time(3_601)
    visitor.wallet.approve("eth_signTypedData_v4")
    assert "it is closed, waiting to be finalized" in problem(visitor, "#contribute")
    assert visitor.wallet.count("eth_sendTransaction") == 0
    assert chain.tt_of(fan) == 500 * TT


def test_clock_of_this_machine_does_not_end_a_launch(stage: Stage, visit: Visit) -> None:
    visitor = visit(stage.chain.fund(person("moritz"), 1))
    visitor.page.clock.install(time=(stage.chain.now + 400 * DAY) * 1_000)
    visitor.go(f"/launches/{stage.noor}")
    visitor.connect()
    closes_at = api(stage, "/creators/noor")["closes_at"]
    left = re.compile(rf"^{(closes_at - stage.chain.now) // DAY} d \d\d:\d\d:\d\d$")
    expect(visitor.page.locator("#progress .countdown").first).to_have_text(left)
    expect(visitor.page.locator("#contribute [type=submit]")).to_be_visible()
    expect(visitor.page.locator("#finalize")).to_be_hidden()


def test_balance_is_the_one_asked_for_last_and_only_when_it_may_have_changed(
    stage: Stage, visit: Visit
) -> None:
    fan = stage.chain.fund(person("bal"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wallet, balance = visitor.wallet, visitor.page.locator("#trade-balance")
    assert wallet is not None
    expect(balance).to_have_text("You have 1,000 TT")
    asked = wallet.count("eth_call")
    stage.chain.buy(person("ben"), stage.mira, 41)
    expect(visitor.page.locator("#trades tbody tr").first).to_contain_text("41")
    assert wallet.count("eth_call") == asked

    wallet.slow.add("eth_call")
    visitor.page.check("[name=side][value=sell]")
    wallet.wait_for("eth_call")
    visitor.page.check("[name=side][value=buy]")
    visitor.page.check("[name=pay][value=eth]")
    expect(balance).to_contain_text("ETH")
    while wallet.waiting:
        wallet.approve("eth_call")
    visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(balance).to_contain_text("ETH")


def test_network_nobody_may_be_told_a_node_of_has_to_be_added_by_hand(
    stage: Stage, visit: Visit
) -> None:
    visitor = visit(person("ann"), on_chain=5)
    assert visitor.wallet is not None

    def without_node(route: Route) -> None:
        answer = route.fetch()
        told = f'data-rpc="{stage.chain.rpc.url}"'
        assert told in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(told, 'data-rpc=""'))

    visitor.page.route("**/launch", without_node)
    visitor.go("/studio/launch")
    visitor.connect()
    visitor.page.locator("#network-banner button").click()
    visitor.toast("your wallet does not know")
    assert visitor.wallet.count("wallet_addEthereumChain") == 0
