"""Wallets announce themselves, and come and go, as EIP-6963 and EIP-1193 say."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.e2e.acting import problem, quote
from tests.e2e.chain import TT, person
from tests.e2e.conftest import Stage, Visit
from tests.e2e.following import at_trade, wallet_of
from tests.e2e.wallet import ICON, Wallet


def test_reader_chooses_among_wallets_by_name_and_icon(stage: Stage, visit: Visit) -> None:
    first, second = person("una"), stage.chain.fund(person("duo"), 1)
    visitor = visit(first)
    other = Wallet(visitor.page, second, stage.chain.rpc, name="Satchel")
    visitor.go("/")
    visitor.page.click("#connect")
    offered = visitor.page.locator("#dialog .wallets button")
    expect(offered).to_have_text(["Pocket", "Satchel"])
    for icon in offered.locator("img").all():
        expect(icon).to_have_attribute("src", ICON)
    offered.filter(has_text="Satchel").click()
    expect(visitor.page.locator("#connect")).to_contain_text(second.address[:6])
    assert (other.connected, wallet_of(visitor).connected) == (True, False)
    # The next visit goes on with the one that was chosen, and opens none.
    visitor.go("/creators/mira")
    expect(visitor.page.locator("#connect")).to_contain_text(second.address[:6])
    assert other.count("eth_requestAccounts") == 1


def test_icon_from_elsewhere_is_not_loaded(stage: Stage, visit: Visit) -> None:
    visitor = visit(person("ann"))
    Wallet(
        visitor.page, person("bad"), stage.chain.rpc, name="Spy", icon="https://spy.example/i.png"
    )
    visitor.go("/")
    visitor.page.click("#connect")
    spy = visitor.page.locator("#dialog .wallets button", has_text="Spy")
    expect(spy).to_be_visible()
    assert json.dumps(spy.evaluate("button => button.innerHTML")).count("spy.example") == 0


def test_wallet_that_disconnects_is_gone_and_comes_back(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("dis"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wallet, button = wallet_of(visitor), visitor.page.locator("#connect")
    wallet.emit("disconnect", {"code": 1013, "message": "Try again later."})
    expect(button).to_contain_text(fan.address[:6])
    wallet.emit("disconnect", {"code": 4900, "message": "Disconnected."})
    expect(button).to_have_text("Connect wallet")
    expect(visitor.page.locator("#trade-balance")).not_to_contain_text("TT")
    wallet.emit("connect", {"chainId": "0x539"})
    expect(button).to_contain_text(fan.address[:6])
    expect(visitor.page.locator("#trade-balance")).to_contain_text("1,000 TT")


def test_network_that_changes_while_the_form_is_filled_in_stops_the_purchase(
    stage: Stage, visit: Visit
) -> None:
    fan = stage.chain.fund(person("net"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wallet = wallet_of(visitor)
    quote(visitor, "100")
    wallet.emit("chainChanged", "0x5")
    visitor.page.click("#trade-submit")
    assert "another network" in problem(visitor, "#trade")
    wallet.emit("chainChanged", "0x539")
    expect(visitor.page.locator("#network-banner")).to_be_hidden()
    visitor.page.click("#trade-submit")
    visitor.toast("Bought")
    assert stage.chain.tt_of(fan) == 900 * TT
