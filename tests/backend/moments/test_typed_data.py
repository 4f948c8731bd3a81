"""What is hashed here is what the contracts hash, and what wallets sign."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.backend.moments.stall import Stall
from toktok.chain.addresses import checksum
from toktok.moments.signatures import recover
from toktok.moments.typed_data import (
    EXCHANGE,
    TOP_MOMENTS,
    Domain,
    Order,
    Side,
    Split,
    Terms,
    Voucher,
)

pytestmark = pytest.mark.databases("sqlite")

addresses = st.binary(min_size=20, max_size=20)
asked_of_the_chain = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def uints(bits: int) -> st.SearchStrategy[int]:
    return st.integers(0, 2**bits - 1) | st.sampled_from([0, 1, 2**bits - 1])


orders = st.builds(
    Order,
    maker=addresses,
    side=st.sampled_from(Side),
    id=uints(256),
    price=uints(256),
    signed_at=uints(256),
    expiry=uints(256),
    group=uints(256),
    counter=uints(256),
    version=uints(256),
)
terms = st.builds(
    Terms,
    uri=st.text(max_size=40),
    content_hash=st.binary(min_size=32, max_size=32),
    edition_size=uints(16),
    price=uints(96),
    opens_at=uints(40),
    closes_at=uints(40),
    max_per_wallet=uints(16),
    royalty_bps=uints(16),
    sound_id=uints(64),
    splits=st.lists(st.builds(Split, addresses, uints(16)), max_size=9).map(tuple),
    perk=st.text(max_size=40),
)
vouchers = st.builds(Voucher, creator=addresses, nonce=uints(256), moves=uints(256), terms=terms)


def order_domain(stall: Stall) -> Domain:
    return domain(EXCHANGE, stall.world.exchange.address)


def domain(name: str, address: str) -> Domain:
    return Domain(name, 31337, bytes.fromhex(address[2:]))


def as_struct(order: Order) -> tuple[Any, ...]:
    return (
        checksum(order.maker), int(order.side), order.id, order.price, order.signed_at,
        order.expiry, order.group, order.counter, order.version,
    )  # fmt: skip


def voucher_struct(voucher: Voucher) -> tuple[Any, ...]:
    t = voucher.terms
    splits = [(checksum(each.recipient), each.bps) for each in t.splits]
    inner = (
        t.uri, t.content_hash, t.edition_size, t.price, t.opens_at, t.closes_at,
        t.max_per_wallet, t.royalty_bps, t.sound_id, splits, t.perk,
    )  # fmt: skip
    return checksum(voucher.creator), voucher.nonce, voucher.moves, inner


@asked_of_the_chain
@given(orders)
def test_an_order_has_the_hash_the_exchange_gives_it(stall: Stall, order: Order) -> None:
    theirs = stall.world.exchange.read("hashOrder", as_struct(order))
    assert order_domain(stall).digest(order.struct_hash()) == theirs


@asked_of_the_chain
@given(vouchers)
def test_a_voucher_has_the_hash_top_moments_gives_it(stall: Stall, voucher: Voucher) -> None:
    theirs = stall.world.moments.read("hashVoucher", voucher_struct(voucher))
    ours = domain(TOP_MOMENTS, stall.world.moments.address).digest(voucher.struct_hash())
    assert ours == theirs


def test_what_a_wallet_signs_is_recovered(stall: Stall) -> None:
    maker = stall.world.people[0]
    order = Order(bytes.fromhex(maker[2:]), Side.OFFER, 7, 8, 9, 10, 11, 12, 13)
    signature = stall.sign(as_struct(order))
    digest = order_domain(stall).digest(order.struct_hash())
    assert recover(digest, signature) == order.maker
    other = Domain(EXCHANGE, 1337, order_domain(stall).contract)
    assert recover(other.digest(order.struct_hash()), signature) != order.maker
