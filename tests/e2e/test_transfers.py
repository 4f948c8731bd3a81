"""Tokens somebody sends are on the open pages of who receives them, and of whoever looks at the creator."""

from __future__ import annotations

from eth_account.signers.local import LocalAccount
from playwright.sync_api import expect

from tests.e2e.chain import TT, Contract, person
from tests.e2e.conftest import Stage, Visit


def _send(stage: Stage, sender: LocalAccount, receiver: LocalAccount, tokens: int) -> None:
    token = Contract(stage.chain, "CreatorToken", stage.mira)
    token.send(sender, "transfer", receiver.address, tokens * TT)


def test_tokens_one_person_sends_are_on_the_open_pages_of_the_other(
    stage: Stage, visit: Visit
) -> None:
    ben, tess = person("ben"), stage.chain.fund(person("tess"), 1)
    receiver, sender, looker = visit(tess), visit(ben), visit()
    receiver.go(f"/portfolio/{tess.address}")
    receiver.sign_in()
    sender.go(f"/portfolio/{ben.address}")
    looker.go("/creators/mira")
    expect(receiver.page.locator("#positions")).to_contain_text("No tokens yet")
    expect(receiver.page.locator("#unread")).to_be_hidden()
    for each in (receiver, sender, looker):
        each.page.evaluate("window.notReloaded = true")

    _send(stage, ben, tess, 1_234)
    position = receiver.page.locator("#positions tbody tr")
    expect(position).to_contain_text("1,234")
    expect(position).to_contain_text("1,234 MIRA came from others, at the cost of who sent them")
    for each in (receiver, sender):
        told = each.page.locator("#history li").first
        expect(told).to_contain_text("sent 1,234tokens of @mira to")
    expect(looker.page.locator(f'#holders a[href="/portfolio/{tess.address}"]')).to_have_count(1)
    expect(receiver.page.locator("#unread")).to_have_text("1")
    for each in (receiver, sender, looker):
        assert each.page.evaluate("window.notReloaded")

    receiver.page.click(".bell")
    notice = receiver.page.locator("#notices li").first
    expect(notice).to_contain_text("You received 1,234tokens of @mira from")
    looker.go("/activity?group=transfers")
    expect(looker.page.locator("#events li").first).to_contain_text("sent 1,234tokens of @mira to")


def test_what_a_creator_moves_to_a_second_wallet_is_told_where_one_checks(
    stage: Stage, visit: Visit
) -> None:
    mira, second = person("mira"), stage.chain.fund(person("mira's second wallet"), 1)
    stage.chain.buy(mira, stage.mira, 60)
    stage.catch_up()
    visitor = visit()
    visitor.go("/creators/mira")
    checks = visitor.page.locator("#trust")
    expect(checks).to_contain_text("Has sent no more to other accounts than came from them.")
    _send(stage, mira, second, 1_500)
    expect(checks).to_contain_text(
        "Has sent 1,500 MIRA more to other accounts than came from them; they can be sold there."
    )
    stage.chain.sell(second, stage.mira, 1_500 * TT)
    expect(visitor.page.locator("#trades tbody tr").first).to_contain_text("1,500")
    expect(checks).to_contain_text("Has sold none from this account.")
    expect(checks).to_contain_text("Has sent 1,500 MIRA more")
