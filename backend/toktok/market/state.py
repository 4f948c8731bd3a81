"""What everything that is read here depends on: where the index stands, and what people have handed in."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, SQLModel

from toktok.market.values import Address, Hash
from toktok.store.once import once
from toktok.store.rows import columns
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


def _last(model: type[SQLModel]) -> ColumnElement[int]:
    return func.coalesce(select(func.max(columns(model).id)).scalar_subquery(), 0)


_AT = columns(Cursor)
_STATE = select(
    _AT.chain_id, _AT.genesis_hash, _AT.market, _AT.number, _AT.hash, _AT.timestamp, _AT.floor,
    _last(SignedOrder), _last(SignedVoucher), _last(AppAct),
)  # fmt: skip


@once
def read_state(session: Session) -> State | None:
    """How it stands; None if nothing was indexed yet."""
    row = session.execute(_STATE).first()
    return None if row is None else State(*row)
