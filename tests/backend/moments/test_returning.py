"""Orders and vouchers follow the chain: back with a reorganisation, gone with another chain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.backend.moments.stall import INFINITE, LISTING, OFFER, Stall
from tests.support.history import History
from tests.support.node import BEGINNING, anvil
from tests.support.served import served, serving, wait_for
from tests.support.world import NOBODY, TT, deploy
from toktok.app import create_app
from toktok.store.engine import Store
from toktok.store.forget import forget_mirror


@pytest.fixture
def stall(database_url: str, tmp_path: Path) -> Iterator[Stall]:
    """A chain of its own: it is rewritten."""
    with anvil() as node:
        world = deploy(node)
        with served(world, History(world, seed=1), tmp_path, database_url=database_url) as running:
            yield Stall(running)


def test_what_a_reorganisation_undoes_comes_back(stall: Stall) -> None:
    creator, seller, buyer, stranger = stall.world.people[:4]
    moment = stall.moment(creator)
    token, other = stall.mint(seller, moment), stall.mint(seller, moment)
    stall.allow(buyer)
    filled = stall.order(seller, LISTING, token)
    hashes = {
        "filled": stall.kept(filled),
        "moved": stall.kept(stall.order(seller, LISTING, other)),
        "offer": stall.kept(stall.order(buyer, OFFER, other)),
    }
    voucher = stall.voucher(creator)
    voucher_hash = stall.post_voucher(voucher).json()["hash"]
    signature, voucher_signature = stall.sign(filled), stall.sign_voucher(voucher)
    exchange, moments = stall.world.exchange, stall.world.moments
    exchange.do(buyer, "fillListing", filled, signature, buyer)
    moments.do(seller, "transferFrom", seller, stranger, other)
    exchange.do(buyer, "incrementCounter")
    moments.do(buyer, "mintVoucher", voucher, voucher_signature, 1, buyer, INFINITE, NOBODY)
    assert stall.state(hashes["filled"]) == ("filled", None)
    assert stall.state(hashes["moved"]) == ("void", "not_owner")
    assert stall.state(hashes["offer"]) == ("cancelled", "counter_raised")
    assert stall.voucher_state(voucher_hash) == ("minted", None)
    stall.node.call("anvil_reorg", 4, [])
    for each in hashes.values():
        assert stall.state(each) == ("open", None)
    assert stall.voucher_state(voucher_hash) == ("unminted", None)
    # The mint itself can be undone: then there is nothing to list, until it is minted again.
    stall.node.call("anvil_rollback", 4)
    exchange.do(buyer, "fillListing", filled, signature, buyer)
    assert stall.state(hashes["filled"]) == ("filled", None)


def test_a_token_that_was_never_minted_after_all_cannot_be_bought(stall: Stall) -> None:
    creator, seller = stall.world.people[:2]
    moment = stall.moment(creator)
    exchange = stall.world.exchange.address
    stall.world.moments.do(seller, "setApprovalForAll", exchange, True)
    minted = stall.node.block_number() + 1
    stall.world.moments.do(seller, "mint", moment, 1, seller, INFINITE, NOBODY)
    order_hash = stall.kept(stall.order(seller, LISTING, moment * 100_000 + 1))
    stall.node.call("anvil_reorg", stall.node.block_number() - minted + 1, [])
    assert stall.state(order_hash) == ("void", "not_minted")
    stall.world.moments.do(seller, "mint", moment, 1, seller, INFINITE, NOBODY)
    assert stall.state(order_hash) == ("open", None)


def test_what_was_signed_survives_a_new_index_and_not_a_new_chain(
    database_url: str, tmp_path: Path
) -> None:
    """The local chain's contracts come back at the same addresses: a signature would count again."""
    with anvil() as node:
        world = deploy(node)
        with served(world, History(world, seed=1), tmp_path, database_url=database_url) as running:
            stall = Stall(running)
            seller = world.people[1]
            token = stall.mint(seller, stall.moment(world.people[0]))
            order_hash = stall.kept(stall.order(seller, LISTING, token, price=TT))
            voucher_hash = stall.post_voucher(stall.voucher(seller)).json()["hash"]
        _index_anew(database_url)
        with served(world, History(world, seed=1), tmp_path, database_url=database_url) as running:
            again = Stall(running)
            assert again.state(order_hash) == ("open", None)
            assert again.voucher_state(voucher_hash) == ("unminted", None)
    _index_anew(database_url)
    with anvil(timestamp=BEGINNING + 1) as node:
        world = deploy(node)
        with served(world, History(world, seed=1), tmp_path, database_url=database_url) as running:
            other = Stall(running)
            other.mint(world.people[1], other.moment(world.people[0]))
            assert other.state(order_hash) == ("void", "another_chain")
            assert other.voucher_state(voucher_hash) == ("void", "another_chain")
            floor = running.get("/v1/moments/1")["floor"]
            assert floor is None


def _index_anew(url: str) -> None:
    store = Store(url)
    forget_mirror(store)
    store.close()


def test_a_server_that_does_not_index_takes_orders_too(stall: Stall) -> None:
    seller = stall.world.people[1]
    token = stall.mint(seller, stall.moment(stall.world.people[0]))
    stall.toktok.catch_up()
    order = stall.order(seller, LISTING, token)
    app = create_app(stall.toktok.settings, index=False)
    with serving(app) as url, httpx.Client(base_url=url, trust_env=False) as client:
        wait_for(lambda: client.get("/ready").status_code == 200, "ready")
        body = {"order": stall.message(order), "signature": "0x" + stall.sign(order).hex()}
        response = client.post("/v1/orders", json=body)
    assert response.status_code == 201
    assert stall.state(response.json()["hash"]) == ("open", None)
