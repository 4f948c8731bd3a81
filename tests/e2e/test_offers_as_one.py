"""An offer is accepted with the exchange's permission beside it: as one where the wallet can, else one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from eth_account.signers.local import LocalAccount
from playwright.sync_api import expect

from tests.e2e.acting import offer
from tests.e2e.batching import BatchWallet
from tests.e2e.chain import TT, person
from tests.e2e.collecting import Collecting
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.following import no_blocks, wait_until_sent
from tests.e2e.vault import deploy_vault
from tests.e2e.wallet import Wallet

ACCEPT = "#desk [data-act=accept]"
PAID = 30 * TT * 94 // 100
"""5 % royalty and 1 % fee go to the ledger."""


@dataclass
class Offered:
    """An offer of 30 TT for a token of `owner`, who is in front of its page."""

    collecting: Collecting
    token_id: int
    owner: str
    fan: LocalAccount
    selling: Visitor
    wanting: Visitor

    @property
    def left(self) -> tuple[str, bool, int, str]:
        """On the chain who has the token, what the exchange may move, the owner's TT; in the API, the offer."""
        chain, exchange = self.collecting.chain, self.collecting.exchange.address
        may_move = chain.moments.read("isApprovedForAll", self.owner, exchange)
        holder = self.collecting.token(self.token_id).owner
        self.collecting.stage.catch_up()
        state = self.collecting.orders(self.fan)[0]["state"]
        return holder.lower(), may_move, chain.tt.read("balanceOf", self.owner), state

    @property
    def nothing_happened(self) -> tuple[str, bool, int, str]:
        """What `left` is then."""
        return self.owner.lower(), False, 0, "open"

    @property
    def sold(self) -> tuple[str, bool, int, str]:
        """What `left` is then."""
        return self.fan.address.lower(), True, PAID, "filled"

    def accept(self) -> None:
        """Press the button."""
        self.selling.page.click(f"{ACCEPT} button")

    def is_shown_as_sold(self) -> None:
        """To both, in one message to the seller."""
        self.selling.toast("Sold for 30 TT")
        expect(self.selling.page.locator(".toast.busy")).to_have_count(0)
        expect(self.selling.page.locator("#hands")).to_contain_text("Sold by an offer")
        expect(self.wanting.page.locator("#list")).to_be_visible()
        assert self.collecting.get(f"/v1/tokens/{self.token_id}")["owner"] == self.fan.address


def offered(
    collecting: Collecting, visit: Visit, name: str, *, batches: bool, ends: str
) -> Offered:
    """A token that an account has which does batches or does not, and an offer for it."""
    chain = collecting.chain
    keeper, fan = chain.fund(person(f"{name} keeper"), 5, tt=50), chain.fund(person(name), 2, tt=99)
    moment = collecting.create(person("mira"), f"Offered {ends}", price=5)
    token_id = collecting.mint(keeper, moment, price=5)
    selling, owner = visit(), str(keeper.address)
    if batches:
        owner = deploy_vault(chain, keeper)
        selling.wallet = BatchWallet(selling.page, chain, keeper, owner)
        chain.moments.send(keeper, "transferFrom", keeper.address, owner, token_id)
    else:
        selling.wallet = Wallet(selling.page, keeper, chain.rpc)
        chain.tt.send(keeper, "transfer", person("ben").address, chain.tt_of(keeper))
    collecting.stage.catch_up()
    wanting = visit(fan)
    wanting.go(f"/moments/{moment}/1")
    wanting.connect()
    offer(wanting, 30)
    selling.go(f"/moments/{moment}/1")
    selling.connect()
    expect(selling.page.locator(ACCEPT)).to_be_visible()
    return Offered(collecting, token_id, owner, fan, selling, wanting)


@pytest.fixture
def collecting(stage: Stage) -> Collecting:
    """Moments on the stage."""
    return Collecting(stage)


def test_permission_and_sale_are_confirmed_once(collecting: Collecting, visit: Visit) -> None:
    case = offered(collecting, visit, "ofb", batches=True, ends="As One")
    wallet = case.selling.wallet
    assert isinstance(wallet, BatchWallet)
    assert case.left == case.nothing_happened
    case.accept()
    case.is_shown_as_sold()
    assert case.left == case.sold
    assert [[call["to"].lower() for call in each] for each in wallet.batches] == [
        [collecting.chain.moments.address.lower(), collecting.exchange.address.lower()]
    ]
    assert wallet.count("eth_sendTransaction") == 0


def test_batch_that_is_rejected_leaves_nothing_behind(collecting: Collecting, visit: Visit) -> None:
    case = offered(collecting, visit, "ofj", batches=True, ends="Rejected")
    wallet, page = case.selling.wallet, case.selling.page
    assert isinstance(wallet, BatchWallet)
    wallet.slow.add("wallet_sendCalls")
    case.accept()
    wallet.reject("wallet_sendCalls")
    expect(page.locator(f"{ACCEPT} .problem")).to_contain_text("You rejected the request")
    expect(page.locator(".toast")).to_have_count(0)
    assert case.left == case.nothing_happened
    assert (wallet.batches, wallet.count("eth_sendTransaction")) == ([], 0)
    page.reload()
    page.locator("html[data-ready=true]").wait_for(state="attached")
    expect(page.locator(".toast")).to_have_count(0)
    # And it can be done after all.
    wallet.slow.clear()
    case.accept()
    case.is_shown_as_sold()
    assert case.left == case.sold


def test_without_batches_the_sale_follows_the_permission_by_itself(
    collecting: Collecting, visit: Visit
) -> None:
    case = offered(collecting, visit, "oft", batches=False, ends="In Two")
    wallet = case.selling.wallet
    assert wallet is not None
    wallet.asks = True
    with no_blocks(collecting.chain):
        case.accept()
        wallet.approve("eth_sendTransaction")
        wait_until_sent(case.selling)
        assert wallet.waiting == []
    # Nobody pressed anything: the wallet is asked again once the permission is in a block.
    wallet.approve("eth_sendTransaction")
    case.is_shown_as_sold()
    assert case.left == case.sold
    assert wallet.count("eth_sendTransaction") == 2


def test_sale_rejected_after_the_permission_is_asked_for_alone_the_next_time(
    collecting: Collecting, visit: Visit
) -> None:
    case = offered(collecting, visit, "ofr", batches=False, ends="Half")
    wallet, page = case.selling.wallet, case.selling.page
    assert wallet is not None
    wallet.asks = True
    case.accept()
    wallet.approve("eth_sendTransaction")
    wallet.reject("eth_sendTransaction")
    expect(page.locator(f"{ACCEPT} .problem")).to_contain_text("You rejected the request")
    expect(page.locator(".toast.busy")).to_have_count(0)
    assert case.left == (case.owner.lower(), True, 0, "open")
    case.accept()
    wallet.approve("eth_sendTransaction")
    case.is_shown_as_sold()
    assert case.left == case.sold
    assert wallet.count("eth_sendTransaction") == 3
