"""Blocks that are taken back while something is on its way: nothing is shown as done that is not."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.acting import problem
from tests.e2e.branching import UNDONE, take_back
from tests.e2e.chain import TT, Chain, person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.following import (
    at_trade,
    count_of,
    no_blocks,
    queue,
    submit,
    trades_of,
    wait_until_sent,
    wallet_of,
)

INDEXING = "In a block, updating the page"


def lose_before_it_is_indexed(stage: Stage, visitor: Visitor, before: str) -> None:
    """The page knows of a block of its purchase, the server does not; then all since `before` is taken back."""
    wallet = wallet_of(visitor)
    wallet.asks = True
    submit(visitor, "100")
    wallet.wait_for("eth_sendTransaction")
    with stage.server.asleep():
        wallet.approve("eth_sendTransaction")
        expect(visitor.page.locator(".toast .detail")).to_contain_text(INDEXING)
        take_back(stage.chain, before)


def is_pending_again(visitor: Visitor) -> None:
    """One message says so, and none that it is done."""
    expect(visitor.page.locator(".toast .detail", has_text=UNDONE)).to_be_visible()
    expect(visitor.page.locator(".toast")).to_have_count(1)


def bought_once(stage: Stage, visitor: Visitor) -> None:
    """On the chain, in the API, and in one message on the page."""
    visitor.toast("Bought")
    expect(visitor.page.locator(".toast")).to_have_count(1)
    fan = wallet_of(visitor).account
    assert stage.chain.tt_of(fan) == 900 * TT
    assert [row["data"]["tt_amount"] for row in trades_of(stage, fan)] == [str(100 * TT)]
    expect(visitor.page.locator("#trade-balance")).to_contain_text("900 TT")
    assert wallet_of(visitor).count("eth_sendTransaction") == 1


def run_ahead(chain: Chain, token: str) -> None:
    """Somebody buys so much that the price is another one."""
    chain.buy(chain.fund(person("quick"), 2, tt=4_000), token, 4_000)


def test_block_taken_back_before_the_index_had_it_is_not_shown_as_done(
    stage: Stage, visit: Visit
) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("bef"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    lose_before_it_is_indexed(stage, visitor, chain.rpc.call("evm_snapshot"))
    is_pending_again(visitor)
    assert trades_of(stage, fan) == []
    expect(visitor.page.locator("#trade-balance")).to_contain_text("1,000 TT")
    chain.rpc.call("eth_sendRawTransaction", wallet_of(visitor).signed[-1])
    bought_once(stage, visitor)


def test_blocks_before_it_taken_back_too_are_told_in_one_message_and_it_may_fail_in_the_end(
    stage: Stage, visit: Visit
) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("dep"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    before = chain.rpc.call("evm_snapshot")
    chain.buy(person("ben"), stage.mira, 37)
    stage.catch_up()
    lose_before_it_is_indexed(stage, visitor, before)
    is_pending_again(visitor)
    # On the branch that stays somebody was quicker.
    run_ahead(chain, stage.mira)
    chain.rpc.call("eth_sendRawTransaction", wallet_of(visitor).signed[-1])
    said = problem(visitor, "#trade")
    assert "included but failed; only gas was spent. The price moved: your limit was" in said
    assert visitor.page.input_value("#amount") == "100"
    assert chain.tt_of(fan) == 1_000 * TT
    assert trades_of(stage, fan) == []
    expect(visitor.page.locator(".toast.bad")).to_have_count(1)
    expect(visitor.page.locator(".toast")).to_have_count(1)


def test_purchase_that_waits_while_blocks_are_taken_back_is_mined_once(
    stage: Stage, visit: Visit
) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("wai"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wait_while_blocks_are_taken_back(stage, visitor)
    assert trades_of(stage, fan) == []
    # Nodes hand on again what waits.
    chain.rpc.call("eth_sendRawTransaction", wallet_of(visitor).signed[-1])
    bought_once(stage, visitor)


def test_purchase_whose_place_another_takes_on_the_branch_that_stays_is_explained(
    stage: Stage, visit: Visit
) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("oth-er"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wait_while_blocks_are_taken_back(stage, visitor)
    queue(chain.rpc, fan, count_of(chain.rpc, fan), chain.tt.address, value=TT // 10_000)
    assert "Another transaction took this one's place" in problem(visitor, "#trade")
    expect(visitor.page.locator(".toast.bad")).to_have_count(1)
    expect(visitor.page.locator(".toast")).to_have_count(1)
    assert visitor.page.input_value("#amount") == "100"
    assert chain.tt_of(fan) == 1_001 * TT
    assert trades_of(stage, fan) == []
    expect(visitor.page.locator("#trade-balance")).to_contain_text("1,001 TT")


def wait_while_blocks_are_taken_back(stage: Stage, visitor: Visitor) -> None:
    """A purchase that no block has had when the last one is lost, and with it all that waited."""
    chain = stage.chain
    # What was paid: in the rest of a row there may be any digits.
    paid = visitor.page.locator("#trades tbody tr td:nth-child(3)").first
    newest = "1,037"
    expect(paid).not_to_contain_text(newest)
    before = chain.rpc.call("evm_snapshot")
    chain.buy(person("ben"), stage.mira, 1_037)
    expect(paid).to_contain_text(newest)
    with no_blocks(chain):
        submit(visitor, "100")
        wait_until_sent(visitor)
        wallet_of(visitor).wait_for_count("eth_getTransactionReceipt", 2)
        take_back(chain, before)
    expect(paid).not_to_contain_text(newest)
    wait_until_sent(visitor)
    expect(visitor.page.locator(".toast.busy")).to_have_count(1)
    expect(visitor.page.locator(".toast")).to_have_count(1)
