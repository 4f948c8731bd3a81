"""Orders of accounts that are contracts: they sign by EIP-1271, offers and listings alike."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.acting import offer
from tests.e2e.chain import TT, person
from tests.e2e.collecting import Collecting
from tests.e2e.conftest import Stage, Visit
from tests.e2e.vault import VaultWallet, deploy_vault


@pytest.fixture
def collecting(stage: Stage) -> Collecting:
    """Moments on the stage."""
    return Collecting(stage)


def test_a_contract_signs_an_offer_and_gets_the_token(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    owner, keeper = chain.fund(person("saul"), 2, tt=50), chain.fund(person("tess"), 2, tt=200)
    vault = deploy_vault(chain, keeper)
    chain.tt.send(keeper, "transfer", vault, 100 * TT)
    moment = collecting.create(person("mira"), "Kept Safe", price=5)
    token_id = collecting.mint(owner, moment, price=5)
    wanting = visit()
    wallet = VaultWallet(wanting.page, chain, keeper, vault)
    wanting.go(f"/moments/{moment}")
    wanting.connect()
    offer(wanting, 25)
    # A contract cannot sign permits: it allows in a transaction, and signs the offer by EIP-1271.
    assert wallet.count("eth_sendTransaction") == 1
    order = collecting.get("/v1/orders", maker=vault)["items"][0]
    assert (order["state"], order["maker"]) == ("open", vault)

    selling = visit(owner)
    selling.go(f"/moments/{moment}/1")
    selling.connect()
    selling.page.click("#desk [data-act=accept] button")
    selling.toast("Sold for 25 TT")
    assert collecting.token(token_id).owner.lower() == vault.lower()
    expect(wanting.page.locator("#tokens [data-mine]")).to_be_visible()


def test_a_contract_lists_what_it_owns_and_is_paid(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    keeper, buyer = chain.fund(person("uma"), 2, tt=50), chain.fund(person("viv"), 2, tt=200)
    vault = deploy_vault(chain, keeper)
    moment = collecting.create(person("mira"), "Sold By A Safe", price=5)
    token_id = collecting.mint(keeper, moment, price=5)
    chain.moments.send(keeper, "transferFrom", keeper.address, vault, token_id)
    collecting.stage.catch_up()
    selling = visit()
    wallet = VaultWallet(selling.page, chain, keeper, vault)
    selling.go(f"/moments/{moment}/1")
    selling.connect()
    selling.page.fill("#list-amount", "40")
    selling.page.click("#list [type=submit]")
    selling.toast("Listed for 40 TT")
    # The exchange may move its moments by a transaction; the listing itself is a signature (EIP-1271).
    assert (wallet.count("eth_sendTransaction"), wallet.count("eth_signTypedData_v4")) == (1, 1)
    order = collecting.get("/v1/orders", maker=vault)["items"][0]
    assert (order["side"], order["state"], order["maker"]) == ("listing", "open", vault)

    buying = visit(buyer)
    buying.go(f"/moments/{moment}/1")
    buying.connect()
    buying.page.click("#desk [data-act=fill] button")
    buying.toast("Bought for 40 TT")
    assert collecting.token(token_id).owner.lower() == buyer.address.lower()
    # 5 % royalty and 1 % fee go to the ledger.
    assert chain.tt.read("balanceOf", vault) == 40 * TT * 94 // 100
    expect(selling.page.locator("#list")).to_be_hidden()
