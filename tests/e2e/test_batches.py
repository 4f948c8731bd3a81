"""Approval and purchase in one confirmation where the wallet can, otherwise in as few as it takes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.acting import accept_risk
from tests.e2e.batching import BatchWallet, BoastingWallet
from tests.e2e.chain import TT, Contract, person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.following import no_blocks, submit, wait_until_sent
from tests.e2e.vault import VaultWallet, deploy_vault


def with_vault(stage: Stage, visit: Visit, name: str, kind: type[VaultWallet]) -> Visitor:
    """Somebody whose account is a contract with 1,000 TT, on a page with a form."""
    chain = stage.chain
    owner = chain.fund(person(name), 5, tt=1_000)
    vault = deploy_vault(chain, owner)
    chain.tt.send(owner, "transfer", vault, 1_000 * TT)
    visitor = visit()
    visitor.wallet = kind(visitor.page, chain, owner, vault)
    accept_risk(visitor)
    visitor.go("/creators/mira")
    visitor.connect()
    return visitor


def held_by(stage: Stage, visitor: Visitor) -> tuple[int, int, int]:
    """TT, tokens, and TT the market may still take, of a contract's account."""
    assert isinstance(visitor.wallet, VaultWallet)
    tt, vault = stage.chain.tt, visitor.wallet.vault
    token = Contract(stage.chain, "CreatorToken", stage.mira)
    allowed = tt.read("allowance", vault, stage.chain.market.address)
    return tt.read("balanceOf", vault), token.read("balanceOf", vault), allowed


def test_approval_and_purchase_are_confirmed_once(stage: Stage, visit: Visit) -> None:
    visitor = with_vault(stage, visit, "bat", BatchWallet)
    wallet = visitor.wallet
    assert isinstance(wallet, BatchWallet)
    submit(visitor, "100")
    assert "for 100 TT" in visitor.toast("Bought")
    tt, tokens, allowed = held_by(stage, visitor)
    assert (tt, allowed) == (900 * TT, 0)
    assert tokens > 0
    assert [call["to"].lower() for call in wallet.batches[0]] == [
        stage.chain.tt.address.lower(),
        stage.chain.market.address.lower(),
    ]
    assert (len(wallet.batches), wallet.count("eth_sendTransaction")) == (1, 0)
    assert wallet.count("eth_signTypedData_v4") == 0
    stage.catch_up()
    expect(visitor.page.locator("#trades tbody tr").first).to_contain_text(wallet.vault[:6])


def test_batch_is_followed_after_a_reload(stage: Stage, visit: Visit) -> None:
    visitor = with_vault(stage, visit, "bar", BatchWallet)
    assert isinstance(visitor.wallet, BatchWallet)
    with no_blocks(stage.chain):
        submit(visitor, "100")
        wait_until_sent(visitor)
        visitor.go("/")
        wait_until_sent(visitor)
    visitor.toast("Bought")
    assert held_by(stage, visitor)[0] == 900 * TT
    assert len(visitor.wallet.batches) == 1


def test_batch_that_the_reader_rejects_is_not_tried_otherwise(stage: Stage, visit: Visit) -> None:
    visitor = with_vault(stage, visit, "baj", BatchWallet)
    wallet = visitor.wallet
    assert isinstance(wallet, BatchWallet)
    wallet.slow.add("wallet_sendCalls")
    submit(visitor, "100")
    wallet.reject("wallet_sendCalls")
    expect(visitor.page.locator("#trade .problem")).to_contain_text("You rejected the request")
    assert (wallet.count("eth_sendTransaction"), wallet.batches) == (0, [])
    assert held_by(stage, visitor) == (1_000 * TT, 0, 0)


def test_contract_without_batches_approves_first(stage: Stage, visit: Visit) -> None:
    visitor = with_vault(stage, visit, "one", VaultWallet)
    assert visitor.wallet is not None
    submit(visitor, "100")
    visitor.toast("Bought")
    assert visitor.wallet.count("eth_sendTransaction") == 2
    assert visitor.wallet.count("eth_signTypedData_v4") == 0
    tt, _, allowed = held_by(stage, visitor)
    assert (tt, allowed) == (900 * TT, 0)


def test_wallet_that_promised_too_much_signs_a_permit(stage: Stage, visit: Visit) -> None:
    fan = stage.chain.fund(person("boa"), 2, tt=1_000)
    stage.chain.tt.send(fan, "approve", stage.chain.market.address, 0)
    visitor = visit()
    wallet = visitor.wallet = BoastingWallet(visitor.page, fan, stage.chain.rpc)
    accept_risk(visitor)
    visitor.go("/creators/mira")
    visitor.connect()
    submit(visitor, "100")
    visitor.toast("Bought")
    assert (wallet.count("wallet_sendCalls"), wallet.count("eth_signTypedData_v4")) == (1, 1)
    assert wallet.count("eth_sendTransaction") == 1
    assert stage.chain.tt_of(fan) == 900 * TT
