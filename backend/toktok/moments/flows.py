"""One line of a statement, and how lines are read: in order, many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlmodel import Session, col, select, tuple_

from toktok.market.values import Address, EventId, Wei
from toktok.store.tables.happening import Happening

Row = TypeVar("Row", bound=Happening)
CountsAs = Literal["movement", "income", "returned", "payout"]

AT_ONCE = 500
BEGINNING: EventId = (-1, 0)


@dataclass(frozen=True, slots=True)
class Flow:
    """What one act did to an account's money, in wei. `fees` are part of what was paid, or taken off.

    `counts_as` keeps apart what must not be added up: a `movement` moved at once what it says; `income` was booked
    for the account, and so was its own money that was `returned` to it (`booked`, nothing moved); a `payout` moved
    what had been booked. TT or ETH that others send it, and moments, are not among these; creator tokens are.
    """

    event: EventId
    timestamp: int
    tx_hash: bytes
    kind: str
    token: Address | None
    handle: str | None
    moment: int | None
    counts_as: CountsAs = "movement"
    creator: Address | None = None
    """Whom it came for, where that is known apart from the token."""
    tt_in: Wei = 0
    tt_out: Wei = 0
    tokens_in: Wei = 0
    tokens_out: Wei = 0
    eth_in: Wei = 0
    eth_out: Wei = 0
    fees: Wei = 0
    moments_in: int = 0
    moments_out: int = 0
    booked: Wei = 0


def in_order(session: Session, model: type[Row], *which: Any) -> Iterator[Sequence[Row]]:
    """What happened of a kind, the first first, many at once."""
    place = (col(model.block_number), col(model.log_index))
    last = BEGINNING
    while found := session.exec(
        select(model).where(*which, tuple_(*place) > tuple_(*last)).order_by(*place).limit(AT_ONCE)
    ).all():
        yield found
        last = (found[-1].block_number, found[-1].log_index)
