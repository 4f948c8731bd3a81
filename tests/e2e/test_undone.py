"""Blocks that are taken back, and chains that are others than the page believes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.acting import problem
from tests.e2e.branching import UNDONE, branch
from tests.e2e.chain import TT, ganache, person
from tests.e2e.conftest import Stage, Visit
from tests.e2e.following import at_trade, second_tab, submit, trades_of, wallet_of
from tests.e2e.rpc import Rpc


def test_purchase_that_is_taken_back_is_pending_again_until_it_is_in_a_block(
    stage: Stage, visit: Visit
) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("und"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wallet = wallet_of(visitor)
    with branch(chain):
        submit(visitor, "100")
        visitor.toast("Bought")
        assert len(trades_of(stage, fan)) == 1
        signed = wallet.signed[-1]
    expect(visitor.page.locator(".toast .detail", has_text=UNDONE)).to_be_visible()
    assert chain.tt_of(fan) == 1_000 * TT
    assert trades_of(stage, fan) == []
    expect(visitor.page.locator("#trade-balance")).to_contain_text("1,000 TT")
    # Nodes hand on again what a block has lost.
    chain.rpc.call("eth_sendRawTransaction", signed)
    visitor.toast("Bought")
    expect(visitor.page.locator(".toast .detail", has_text=UNDONE)).to_have_count(0)
    assert chain.tt_of(fan) == 900 * TT
    assert len(trades_of(stage, fan)) == 1
    assert wallet.count("eth_sendTransaction") == 1


def test_purchase_taken_back_while_no_page_was_open_is_told_and_given_up_in_the_end(
    stage: Stage, visit: Visit
) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("gon"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    with branch(chain):
        submit(visitor, "100")
        visitor.toast("Bought")
        next_day = second_tab(visitor, stage)
        visitor.page.close()
    stage.catch_up()
    next_day.page.clock.install()
    next_day.go("/")
    expect(next_day.page.locator(".toast .detail", has_text=UNDONE)).to_be_visible()
    next_day.page.clock.fast_forward(1_801_000)
    next_day.toast("The network does not know 0x")
    next_day.go("/creators/mira")
    expect(next_day.page.locator("#trade-balance")).to_contain_text("1,000 TT")
    expect(next_day.page.locator(".toast")).to_have_count(0)
    assert trades_of(stage, fan) == []


def test_wallet_on_another_chain_with_the_same_number_signs_nothing(
    stage: Stage, visit: Visit
) -> None:
    fan = stage.chain.fund(person("oth"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wallet = wallet_of(visitor)
    with ganache() as elsewhere:
        wallet.use(Rpc(elsewhere))
        submit(visitor, "100")
        said = problem(visitor, "#trade")
    assert "is another chain" in said
    assert "address of the node" in said
    assert wallet.count("eth_sendTransaction") + wallet.count("eth_signTypedData_v4") == 0


def test_chain_that_was_begun_anew_since_the_last_visit_is_told_with_what_to_do(
    stage: Stage, visit: Visit
) -> None:
    visitor = visit(person("ann"))
    visitor.go("/")
    expect(visitor.page.locator(".toast")).to_have_count(0)
    visitor.page.evaluate("localStorage.setItem('toktok.genesis.1337', '0xfeed')")
    visitor.go("/")
    assert "clear its activity first" in visitor.toast("started anew")
    visitor.go("/")
    expect(visitor.page.locator("html[data-ready=true]")).to_have_count(1)
    expect(visitor.page.locator(".toast")).to_have_count(0)
