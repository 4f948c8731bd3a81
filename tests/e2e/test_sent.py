"""What was sent has an end, and it is told: found, replaced, cancelled, or never heard of."""

from __future__ import annotations

import json

from eth_account.signers.local import LocalAccount
from playwright.sync_api import expect

from tests.e2e.acting import accept_risk, problem, quote
from tests.e2e.chain import TT, person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.following import at_trade, no_blocks, replace, wallet_of


def pending_key(stage: Stage) -> str:
    """Where a page keeps what was sent on this chain."""
    first = stage.chain.rpc.call("eth_getBlockByNumber", "0x0", False)["hash"]
    return f"toktok.pending.1337.{first[2:12]}.{stage.chain.market.address.lower()}"


def test_sent_transaction_without_an_answer_is_not_to_be_repeated(
    stage: Stage, visit: Visit
) -> None:
    fan = stage.chain.fund(person("uma"), 2, tt=1_000)
    visitor = visit(fan)
    assert visitor.wallet is not None
    accept_risk(visitor)
    visitor.page.clock.install()
    visitor.go("/creators/mira")
    visitor.connect()
    quote(visitor, "100")
    stage.chain.rpc.call("miner_stop")
    try:
        visitor.page.click("#trade-submit")
        expect(visitor.page.locator(".toast .detail")).to_contain_text("Sent")
        visitor.page.clock.fast_forward(601_000)
        said = problem(visitor, "#trade")
    finally:
        stage.chain.rpc.call("miner_start")
    assert "This was sent as 0x" in said
    assert "Do not repeat it" in said
    visitor.go("/creators/mira")
    visitor.toast("Bought")
    assert visitor.wallet.count("eth_sendTransaction") == 1


def test_wallet_that_does_not_answer_may_have_sent(stage: Stage, visit: Visit) -> None:
    visitor = at_trade(visit, stage.chain.fund(person("pia"), 2, tt=1_000))
    assert visitor.wallet is not None
    visitor.wallet.dead.add("eth_sendTransaction")
    quote(visitor, "100")
    visitor.page.click("#trade-submit")
    assert "may have been sent" in problem(visitor, "#trade")
    assert visitor.wallet.count("eth_sendTransaction") == 1


def test_transaction_cancelled_or_repriced_in_the_wallet_ends_as_that(
    stage: Stage, visit: Visit
) -> None:
    fan = stage.chain.fund(person("rae"), 2, tt=1_000)
    visitor = at_trade(visit, fan)
    quote(visitor, "100")
    _send_and_replace(stage, visitor, fan, cancel=True)
    assert "You cancelled this" in problem(visitor, "#trade")
    assert stage.chain.tt_of(fan) == 1_000 * TT
    assert visitor.page.input_value("#amount") == "100"
    _send_and_replace(stage, visitor, fan, cancel=False)
    visitor.toast("Bought")
    expect(visitor.page.locator(".toast .detail")).to_contain_text("another gas price")
    assert stage.chain.tt_of(fan) == 900 * TT


def _send_and_replace(stage: Stage, visitor: Visitor, fan: LocalAccount, *, cancel: bool) -> None:
    """Submit, and put another transaction in the place of what was sent before a block comes."""
    rpc, wallet = stage.chain.rpc, wallet_of(visitor)
    asked = wallet.count("eth_getTransactionReceipt")
    with no_blocks(stage.chain):
        visitor.page.click("#trade-submit")
        # Twice: the page has seen by then what is going to be replaced.
        wallet.wait_for_count("eth_getTransactionReceipt", asked + 2)
        replace(rpc, fan, wallet.sent[-1], to=fan.address if cancel else "")


def test_transaction_the_chain_has_never_heard_of_is_given_up(stage: Stage, visit: Visit) -> None:
    fan = person("gil")
    visitor = visit(fan)
    entry = {
        "hash": "0x" + "ab" * 32,
        "kind": "buy",
        "account": fan.address,
        "symbol": "",
        "sentAt": 0,
    }
    visitor.go("/creators/mira")
    key = pending_key(stage)
    visitor.page.evaluate("([k, v]) => localStorage.setItem(k, v)", [key, json.dumps([entry])])
    visitor.connect()
    visitor.toast("does not know 0xabab")
    assert visitor.page.evaluate("key => localStorage.getItem(key)", key) == "[]"
