"""A transaction is followed from the wallet into the index, whatever happens to page, wallet and network meanwhile."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.acting import problem, signed
from tests.e2e.chain import FOREVER, NOBODY, TT, person
from tests.e2e.conftest import Stage, Visit
from tests.e2e.following import (
    SENT,
    at_trade,
    count_of,
    no_blocks,
    queue,
    replace,
    second_tab,
    submit,
    trades_of,
    wait_until_sent,
    wallet_of,
)  # fmt: skip


def test_pending_purchase_survives_a_reload_and_shows_in_another_tab(
    stage: Stage, visit: Visit
) -> None:
    fan = stage.chain.fund(person("tab"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    other = second_tab(visitor, stage)
    other.go("/")
    with no_blocks(stage.chain):
        submit(visitor, "100")
        wait_until_sent(visitor)
        wait_until_sent(other)
        visitor.go("/")
        wait_until_sent(visitor)
    for each in (visitor, other):
        each.page.bring_to_front()
        assert "for 100 TT" in each.toast("Bought")
        expect(each.page.get_by_role("link", name="Show Mira")).to_have_attribute(
            "href", "/creators/mira"
        )
    assert stage.chain.tt_of(fan) == 900 * TT
    assert [row["data"]["tt_amount"] for row in trades_of(stage, fan)] == [str(100 * TT)]
    assert wallet_of(visitor).sent
    assert not wallet_of(other).sent


def test_several_transactions_are_followed_at_once(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("sev"), 2, tt=1_000)
    stage.chain.tt.send(fan, "approve", stage.chain.ledger.address, 2**256 - 1)
    visitor = at_trade(visit, fan)
    with no_blocks(stage.chain):
        submit(visitor, "100")
        wait_until_sent(visitor)
        visitor.page.fill("#tip [name=amount]", "7")
        visitor.page.click("#tip [type=submit]")
        expect(visitor.page.locator(".toast .detail", has_text=SENT)).to_have_count(2)
    visitor.toast("Bought")
    visitor.toast("Tip of 7 TT sent")
    assert stage.chain.tt_of(fan) == 893 * TT


def test_purchase_that_somebody_runs_in_front_of_says_why_it_failed(
    stage: Stage, visit: Visit
) -> None:
    chain, rival = stage.chain, stage.chain.fund(person("quick"), 2, tt=4_000)
    fan = chain.fund(person("fro"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    with no_blocks(chain):
        submit(visitor, "100")
        wait_until_sent(visitor)
        order = (stage.mira, 4_000 * TT, 0, rival.address, FOREVER, NOBODY)
        data = chain.market.data("buy", *order)
        queue(chain.rpc, rival, count_of(chain.rpc, rival), chain.market.address, data=data)
    said = problem(visitor, "#trade")
    assert "included but failed; only gas was spent. The price moved: your limit was" in said
    assert "MIRA" in said
    assert visitor.page.input_value("#amount") == "100"
    assert chain.tt_of(fan) == 1_000 * TT
    assert trades_of(stage, fan) == []


def test_transaction_replaced_while_no_page_was_open_is_told_at_the_next(
    stage: Stage, visit: Visit
) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("rep"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wallet = wallet_of(visitor)
    with no_blocks(chain):
        submit(visitor, "100")
        wait_until_sent(visitor)
        wallet.wait_for_count("eth_getTransactionReceipt", 2)
        next_day = second_tab(visitor, stage)
        visitor.page.close()
        replace(chain.rpc, fan, wallet.sent[-1], to=chain.tt.address, value=TT // 10_000)
    # Blocks of others, too, are between.
    chain.buy(person("ben"), stage.mira, 11)
    next_day.go("/")
    next_day.toast("Another transaction took this one's place")
    assert chain.tt_of(fan) == 1_001 * TT
    next_day.go("/creators/mira")
    expect(next_day.page.locator("#trade-balance")).to_contain_text("1,001 TT")
    expect(next_day.page.locator(".toast")).to_have_count(0)


def test_wallet_that_counts_further_than_the_chain_is_told_what_to_do(
    stage: Stage, visit: Visit
) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("gap"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wallet = wallet_of(visitor)
    wallet.ahead = 2
    with no_blocks(chain):
        submit(visitor, "100")
        detail = visitor.page.locator(".toast .detail")
        expect(detail).to_contain_text("counts 2 more transactions than this chain has")
        expect(detail).to_contain_text("Clear activity tab data")
        first = count_of(chain.rpc, fan)
        for nonce in (first, first + 1):
            queue(chain.rpc, fan, nonce, chain.tt.address, value=TT // 10_000)
    visitor.toast("Bought")
    assert chain.tt_of(fan) == 902 * TT


def test_silent_node_is_waited_for(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("sil"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    wallet = wallet_of(visitor)
    with no_blocks(stage.chain):
        submit(visitor, "100")
        wait_until_sent(visitor)
        wallet.dead.add("eth_getTransactionReceipt")
        detail = visitor.page.locator(".toast .detail")
        expect(detail).to_contain_text("the network does not answer now")
    wallet.dead.clear()
    visitor.toast("Bought")
    assert wallet.count("eth_sendTransaction") == 1


def test_wallet_that_answers_late_is_waited_for(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("lat"), 2, tt=1_000)
    visitor = visit(fan)
    visitor.page.clock.install()
    visitor.page.add_init_script("localStorage.setItem('toktok.risk', 'accepted')")
    visitor.go("/creators/mira")
    visitor.connect()
    wallet = wallet_of(visitor)
    wallet.asks = True
    submit(visitor, "100")
    wallet.wait_for("eth_sendTransaction")
    visitor.page.clock.fast_forward(21_000)
    expect(visitor.page.locator(".toast .detail")).to_contain_text("has not answered yet")
    wallet.approve("eth_sendTransaction")
    visitor.toast("Bought")
    assert stage.chain.tt_of(fan) == 900 * TT


def test_account_that_changes_while_the_permit_is_signed_sends_nothing(
    stage: Stage, visit: Visit
) -> None:
    chain, fan, other = stage.chain, stage.chain.fund(person("swi"), 2, tt=1_000), person("tch")
    chain.tt.send(fan, "approve", chain.market.address, 0)
    visitor = at_trade(visit, fan)
    wallet = wallet_of(visitor)
    wallet.asks = True
    submit(visitor, "100")
    wallet.approve_and_become("eth_signTypedData_v4", other)
    assert "moved to another account" in problem(visitor, "#trade")
    expect(visitor.page.locator(".toast")).to_have_count(0)
    assert (signed(visitor), wallet.count("eth_sendTransaction")) == (1, 0)
    assert chain.tt_of(fan) == 1_000 * TT
