"""What everything that is read here depends on, beside the clock of the chain."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from toktok.market.values import Hash
from toktok.store.tables import AppAct, Cursor, SignedOrder, SignedVoucher


class State(NamedTuple):
    """The last indexed block's hash, and the numbers of the last order, the last voucher and what operators did last.

    While these stay, so does everything that is told of the market, its moments and payouts.
    """

    block: Hash
    order: int
    voucher: int
    act: int


_STATE = select(
    Cursor.hash,
    *(
        func.coalesce(select(func.max(col(number))).scalar_subquery(), 0)
        for number in (SignedOrder.id, SignedVoucher.id, AppAct.id)
    ),
)


def read_state(session: Session) -> State | None:
    """How it stands; None if nothing was indexed yet."""
    row = session.execute(_STATE).first()
    return None if row is None else State(*row)
