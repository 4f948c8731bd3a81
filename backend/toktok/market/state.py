"""What everything that is read here depends on: where the index stands, and what people have handed in."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from toktok.market.values import Address, Hash
from toktok.store.once import once
from toktok.store.tables import AppAct, Cursor, SignedOrder, SignedVoucher


class State(NamedTuple):
    """The chain and its last indexed block; the numbers of the last order, the last voucher and what operators did last.

    While none of it changes, neither does what is told of the market, its moments and payouts.
    """

    chain_id: int
    genesis_hash: Hash
    market: Address
    number: int
    hash: Hash
    timestamp: int
    floor: int
    order: int
    voucher: int
    act: int


_STATE = select(
    *(
        col(each)
        for each in (
            Cursor.chain_id,
            Cursor.genesis_hash,
            Cursor.market,
            Cursor.number,
            Cursor.hash,
            Cursor.timestamp,
            Cursor.floor,
        )  # fmt: skip
    ),
    *(
        func.coalesce(select(func.max(col(number))).scalar_subquery(), 0)
        for number in (SignedOrder.id, SignedVoucher.id, AppAct.id)
    ),
)


@once
def read_state(session: Session) -> State | None:
    """How it stands; None if nothing was indexed yet."""
    row = session.execute(_STATE).first()
    return None if row is None else State(*row)
