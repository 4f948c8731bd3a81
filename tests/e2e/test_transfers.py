"""Tokens somebody sends are on the open pages of who receives them, and of whoever looks at the creator."""

from __future__ import annotations

import pytest
from eth_account.signers.local import LocalAccount
from playwright.sync_api import expect

from tests.e2e.chain import TT, Contract, person
from tests.e2e.conftest import Stage, Visit


@pytest.fixture(scope="module")
def token(stage: Stage) -> str:
    """A creator's that has few holders, so that everybody is among the greatest who are shown."""
    creator = stage.chain.fund(person("otto"), 2, tt=2_000)
    token = stage.chain.launch_alone(creator, "otto", raised=1_000)
    stage.catch_up()
    return token


def _send(
    stage: Stage, token: str, sender: LocalAccount, receiver: LocalAccount, tokens: int
) -> None:
    contract = Contract(stage.chain, "CreatorToken", token)
    contract.send(sender, "transfer", receiver.address, tokens * TT)


def test_tokens_one_person_sends_are_on_the_open_pages_of_the_other(
    stage: Stage, visit: Visit, token: str
) -> None:
    fan, tess = (
        stage.chain.fund(person("otto's fan"), 1, tt=100),
        stage.chain.fund(person("tess"), 1),
    )
    stage.chain.buy(fan, token, 100)
    stage.catch_up()
    receiver, sender, looker = visit(tess), visit(fan), visit()
    receiver.go(f"/portfolio/{tess.address}")
    receiver.sign_in()
    sender.go(f"/portfolio/{fan.address}")
    looker.go("/creators/otto")
    expect(receiver.page.locator("#positions")).to_contain_text("No tokens yet")
    expect(receiver.page.locator("#unread")).to_be_hidden()
    for each in (receiver, sender, looker):
        each.page.evaluate("window.notReloaded = true")

    _send(stage, token, fan, tess, 1_234)
    position = receiver.page.locator("#positions tbody tr")
    expect(position).to_contain_text("1,234")
    expect(position).to_contain_text("1,234 OTTO came from others, at the cost of who sent them")
    for each in (receiver, sender):
        told = each.page.locator("#history li").first
        expect(told).to_contain_text("sent 1,234tokens of @otto to")
    expect(looker.page.locator(f'#holders a[href="/portfolio/{tess.address}"]')).to_have_count(1)
    expect(receiver.page.locator("#unread")).to_have_text("1")
    for each in (receiver, sender, looker):
        assert each.page.evaluate("window.notReloaded")

    receiver.page.click(".bell")
    notice = receiver.page.locator("#notices li").first
    expect(notice).to_contain_text("You received 1,234tokens of @otto from")
    looker.go("/activity?group=transfers")
    expect(looker.page.locator("#events li").first).to_contain_text("sent 1,234tokens of @otto to")


def test_what_a_creator_moves_to_a_second_wallet_is_told_where_one_checks(
    stage: Stage, visit: Visit, token: str
) -> None:
    otto, second = person("otto"), stage.chain.fund(person("otto's second wallet"), 1)
    stage.chain.buy(otto, token, 60)
    stage.catch_up()
    visitor = visit()
    visitor.go("/creators/otto")
    checks = visitor.page.locator("#trust")
    expect(checks).to_contain_text("Has sent no more to other accounts than came from them.")
    _send(stage, token, otto, second, 1_500)
    expect(checks).to_contain_text(
        "Has sent 1,500 OTTO more to other accounts than came from them; they can be sold there."
    )
    stage.chain.sell(second, token, 1_500 * TT)
    expect(visitor.page.locator("#trades tbody tr").first).to_contain_text("1,500")
    expect(checks).to_contain_text("Has sold none from this account.")
    expect(checks).to_contain_text("Has sent 1,500 OTTO more")
