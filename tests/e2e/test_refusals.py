"""What cannot be done is said in a sentence, before anything is signed."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.acting import accept_risk, problem, quote, signed
from tests.e2e.chain import person
from tests.e2e.conftest import Stage, Visit


def test_zero_or_unreadable_amounts_are_named_beside_the_field(visit: Visit) -> None:
    visitor = visit(person("zoe"))
    visitor.go("/creators/mira")
    said, field = visitor.page.locator("#amount-problem"), visitor.page.locator("#amount")
    below = visitor.page.locator("#trade .quote")
    before = below.bounding_box()
    for typed in ("0", "12x", "-5"):
        field.fill(typed)
        expect(said).to_have_text("Enter an amount above 0, such as 1.5.")
        expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("0.1234567890123456789")
    expect(said).to_have_text("At most 18 digits after the point.")
    assert below.bounding_box() == before
    field.fill("")
    expect(said).to_be_empty()
    visitor.page.click("#trade-submit")
    expect(said).to_have_text("Enter an amount.")
    expect(field).to_be_focused()
    assert signed(visitor) == 0


def test_empty_launch_form_says_so_at_the_field_in_view(visit: Visit) -> None:
    visitor = visit(person("zoe"))
    visitor.go("/studio/launch")
    visitor.page.click("[data-step=who] [data-next]")
    field = visitor.page.locator("#name")
    expect(visitor.page.locator("#name-problem")).to_have_text("Fill this in.")
    expect(visitor.page.locator("#name-problem")).to_be_in_viewport()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    visitor.page.fill("#name", "Zoe")
    visitor.page.click("[data-step=who] [data-next]")
    expect(visitor.page.locator("#name-problem")).to_be_empty()
    expect(visitor.page.locator("#handle-problem")).to_have_text(
        "A handle has 3 to 20 small letters, digits or _."
    )
    assert signed(visitor) == 0


def test_empty_purse_is_said_with_both_sums(stage: Stage, visit: Visit) -> None:
    poor = stage.chain.fund(person("pim"), 1)
    visitor = visit(poor)
    accept_risk(visitor)
    visitor.go("/creators/mira")
    visitor.connect()
    quote(visitor, "500")
    expect(visitor.page.locator("#trade-balance")).to_have_text("Not enough: you have 0 TT")
    visitor.page.click("#trade-submit")
    assert "You have 0 TT, this needs 500 TT" in problem(visitor, "#trade")
    assert signed(visitor) == 0


def test_moved_price_stops_a_purchase_before_the_transaction(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("sal"), 2, tt=1_000)
    rival = stage.chain.fund(person("quick"), 2, tt=3_000)
    stage.chain.tt.send(fan, "approve", stage.chain.market.address, 0)
    visitor = visit(fan)
    assert visitor.wallet is not None
    accept_risk(visitor)
    visitor.go("/creators/mira")
    visitor.connect()
    visitor.wallet.asks = True
    quote(visitor, "500")
    visitor.page.click("#trade-submit")
    visitor.wallet.wait_for("eth_signTypedData_v4")
    stage.chain.buy(rival, stage.mira, 3_000)
    visitor.wallet.approve("eth_signTypedData_v4")
    said = problem(visitor, "#trade")
    assert re.search(
        r"The price moved: your limit was [\d,.]+ MIRA, it would now be [\d,.]+ MIRA", said
    )
    assert visitor.wallet.count("eth_sendTransaction") == 0
    assert visitor.page.input_value("#amount") == "500"


def test_rejected_request_leads_back_to_the_form_with_its_values(
    stage: Stage, visit: Visit
) -> None:
    fan = stage.chain.fund(person("rex"), 2, tt=1_000)
    visitor = visit(fan)
    assert visitor.wallet is not None
    accept_risk(visitor)
    visitor.go("/creators/mira")
    visitor.connect()
    visitor.wallet.asks = True
    visitor.page.get_by_text("Slippage and deadline").click()
    visitor.page.fill("#slippage", "2.5")
    quote(visitor, "123")
    visitor.page.click("#trade-submit")
    visitor.wallet.reject("eth_sendTransaction")
    assert "You rejected the request" in problem(visitor, "#trade")
    assert visitor.page.input_value("#amount") == "123"
    assert visitor.page.input_value("#slippage") == "2.5"
    expect(visitor.page.locator("#trade-submit")).to_be_enabled()


def test_other_network_is_offered_to_be_switched(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("nel"), 2, tt=1_000)
    visitor = visit(fan, on_chain=5)
    assert visitor.wallet is not None
    accept_risk(visitor)
    visitor.go("/creators/mira")
    visitor.connect()
    banner = visitor.page.locator("#network-banner")
    expect(banner).to_contain_text("another network")
    quote(visitor, "50")
    visitor.page.click("#trade-submit")
    assert "another network" in problem(visitor, "#trade")
    assert signed(visitor) == 0
    banner.get_by_role("button").click()
    expect(banner).to_be_hidden()
    assert visitor.wallet.log.count("wallet_addEthereumChain") == 1
    assert visitor.wallet.chain_id == 1337
    visitor.page.click("#trade-submit")
    visitor.toast("Bought")


def test_without_a_wallet_the_page_says_how_to_get_one(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/creators/mira")
    visitor.page.click("#connect")
    dialog = visitor.page.locator("#dialog")
    expect(dialog).to_contain_text("No wallet found")
    expect(dialog).to_contain_text("MetaMask")
    visitor.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_selling_more_than_one_has_is_refused(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("moe"), 1)
    visitor = visit(fan)
    visitor.go("/creators/mira")
    visitor.connect()
    visitor.page.check("[name=side][value=sell]")
    quote(visitor, "10")
    visitor.page.click("#trade-submit")
    assert "You have 0 MIRA; you cannot sell 10 MIRA" in problem(visitor, "#trade")
    assert signed(visitor) == 0


def test_full_and_limited_launches_say_what_still_fits(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("lim"), 2, tt=5_000)
    visitor = visit(fan)
    accept_risk(visitor)
    visitor.go(f"/launches/{stage.noor}")
    visitor.connect()
    visitor.page.fill("#contribution", "4000")
    visitor.page.click("#contribute [type=submit]")
    assert "Only 2,500 TT still fit into this launch; you offered 4,000 TT" in problem(
        visitor, "#contribute"
    )
    ben = visit(person("ben"))
    accept_risk(ben)
    ben.go(f"/launches/{stage.noor}")
    ben.connect()
    ben.page.fill("#contribution", "600")
    ben.page.click("#contribute [type=submit]")
    assert "You may add 500 TT more" in problem(ben, "#contribute")
    assert signed(visitor) == signed(ben) == 0


def test_deadline_of_the_chain_counts(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("dot"), 2, tt=1_000)
    visitor = visit(fan)
    assert visitor.wallet is not None
    accept_risk(visitor)
    visitor.go("/creators/mira")
    visitor.connect()
    visitor.wallet.asks = True
    visitor.page.get_by_text("Slippage and deadline").click()
    visitor.page.fill("#deadline", "1")
    stage.chain.tt.send(fan, "approve", stage.chain.market.address, 0)
    quote(visitor, "20")
    visitor.page.click("#trade-submit")
    visitor.wallet.wait_for("eth_signTypedData_v4")
    stage.chain.pass_time(120)
    visitor.wallet.approve("eth_signTypedData_v4")
    assert "The deadline passed" in problem(visitor, "#trade")
    assert visitor.wallet.count("eth_sendTransaction") == 0
