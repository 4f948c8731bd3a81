"""What an account may collect from the market, token by token: what `owed` answers on chain."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from toktok.market import dividends
from toktok.market.allocations import owed_to, terms_of
from toktok.market.books import books_at
from toktok.market.portfolio import Holding, holdings
from toktok.market.values import Address
from toktok.store.tables import Allocation, Creator, Holder, PayoutAddress, Protocol
from toktok.store.tables import Status as Stage


@dataclass(frozen=True, slots=True)
class TokenOwed:
    """TT wei of one token: as a holder, as the creator's and as the protocol's payout address."""

    dividends: int = 0
    creator_fees: int = 0
    protocol_fees: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.dividends + self.creator_fees + self.protocol_fees


def owed_by_token(session: Session, account: Address, *, now: int) -> dict[Address, TokenOwed]:
    """Every token of which something is owed to `account` at timestamp `now`."""
    owed: dict[Address, TokenOwed] = {}
    paid_to = _paid_to(session, account)
    is_protocol = _is_protocol(session, account)
    rows: dict[Address, Holding] = {
        creator.token: (creator, None, None)
        for creator in _creators(session, None if is_protocol else paid_to)
    }
    rows.update({holding[0].token: holding for holding in holdings(session, account)})
    for token, (creator, holder, allocation) in sorted(rows.items()):
        if creator.status != Stage.TRADING:
            continue
        books = books_at(creator, now)
        due = TokenOwed(
            dividends=_dividends(creator, holder, allocation, books.accumulator),
            creator_fees=books.creator_owed if creator.creator in paid_to else 0,
            protocol_fees=creator.protocol_owed if is_protocol else 0,
        )
        if due.total:
            owed[token] = due
    return owed


def _dividends(
    creator: Creator, holder: Holder | None, allocation: Allocation | None, accumulator: int
) -> int:
    amount = 0
    if holder is not None:
        fresh = dividends.settle(
            holder.balance, checkpoint=holder.checkpoint, accumulator=accumulator
        )
        amount += holder.settled + fresh
    if allocation is not None:
        amount += owed_to(allocation, terms_of(allocation, creator), accumulator)
    return amount


def _paid_to(session: Session, account: Address) -> set[Address]:
    """The creators whose income goes to `account`: itself, unless it named another address."""
    named = session.exec(select(PayoutAddress.creator).where(PayoutAddress.payout == account))
    own = session.get(PayoutAddress, account)
    itself = {account} if own is None or own.payout in (account, bytes(20)) else set()
    return {*named.all(), *itself}


def _is_protocol(session: Session, account: Address) -> bool:
    protocol = session.get(Protocol, 1)
    return protocol is not None and protocol.protocol_payout == account


def _creators(session: Session, behind: set[Address] | None) -> list[Creator]:
    statement = select(Creator).where(Creator.status == Stage.TRADING)
    if behind is not None:
        statement = statement.where(col(Creator.creator).in_(behind))
    return list(session.exec(statement))
