"""Everything an audit needs of the database, read in one consistent look."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, SQLModel, select

from toktok.errors import NotFoundError
from toktok.market.books import books_at
from toktok.market.dividends import Books, allocation_total, settle
from toktok.store.engine import Store
from toktok.store.tables import (
    Allocation,
    Creator,
    Cursor,
    Holder,
    LedgerAccount,
    PayoutAddress,
    Protocol,
    Referral,
    Split,
    Status,
)

_Row = TypeVar("_Row", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Rows as they stood at the cursor."""

    cursor: Cursor
    protocol: Protocol
    creators: dict[bytes, Creator]
    holders: list[Holder]
    allocations: list[Allocation]
    ledger: dict[bytes, LedgerAccount]
    referrals: dict[bytes, Referral]
    payouts: dict[bytes, bytes]
    splits: dict[bytes, list[tuple[bytes, int]]]

    def books(self, creator: Creator) -> Books:
        """A token's books with everything released that is due at the cursor."""
        return books_at(creator, self.cursor.timestamp)

    def status(self, creator: Creator) -> int:
        """The status as the chain tells it: a launch closes with the clock."""
        if creator.status == Status.OPEN and self.cursor.timestamp >= creator.closes_at:
            return Status.CLOSED
        return creator.status

    def total(self, allocation: Allocation) -> int:
        """Token wei an allocation was for; none before trading begins."""
        creator = self.creators[allocation.token]
        if creator.status != Status.TRADING:
            return 0
        return allocation_total(allocation.contributed, raised=creator.raised)

    def vested(self, allocation: Allocation) -> int:
        """Token wei of an allocation that have vested at the cursor."""
        creator = self.creators[allocation.token]
        if creator.status != Status.TRADING or creator.finalized_at is None:
            return 0
        kept = self.total(allocation) - allocation.returned
        vesting = creator.creator_vesting if allocation.founder else creator.allocation_vesting
        elapsed = self.cursor.timestamp - creator.finalized_at
        if elapsed >= vesting:
            return kept
        return min(kept, self.total(allocation) * elapsed // vesting)

    def balance_dividends(self, holder: Holder) -> int:
        """TT wei a balance has earned and not collected."""
        books = self.books(self.creators[holder.token])
        return holder.settled + settle(
            holder.balance, checkpoint=holder.checkpoint, accumulator=books.accumulator
        )

    def allocation_dividends(self, allocation: Allocation) -> int:
        """TT wei the unclaimed part of an allocation has earned and not collected."""
        creator = self.creators[allocation.token]
        if creator.status != Status.TRADING:
            return 0
        earning = self.total(allocation) - allocation.claimed - allocation.returned
        return allocation.settled + settle(
            earning,
            checkpoint=allocation.checkpoint,
            accumulator=self.books(creator).accumulator,
        )

    def payout_of(self, account: bytes) -> bytes:
        """Where an account's income goes."""
        return self.payouts.get(account, account)

    def owed(self) -> dict[bytes, tuple[int, list[bytes]]]:
        """For every account: TT wei it could claim, and the tokens it comes from."""
        amounts: dict[bytes, int] = defaultdict(int)
        tokens: dict[bytes, dict[bytes, None]] = defaultdict(dict)

        def add(account: bytes, amount: int, token: bytes | None = None) -> None:
            amounts[account] += amount
            if token is not None:
                tokens[account][token] = None

        for account, row in self.ledger.items():
            add(account, row.balance)
        for account, referral in self.referrals.items():
            add(account, referral.owed)
        for holder in self.holders:
            add(holder.account, self.balance_dividends(holder), holder.token)
        for allocation in self.allocations:
            add(allocation.account, self.allocation_dividends(allocation), allocation.token)
        for creator in self.creators.values():
            if creator.status != Status.TRADING:
                continue
            owed = self.books(creator).creator_owed
            add(self.payout_of(creator.creator), owed, creator.token)
            add(self.protocol.protocol_payout, creator.protocol_owed, creator.token)
        return {account: (amount, list(tokens[account])) for account, amount in amounts.items()}


def read_snapshot(store: Store) -> Snapshot:
    """Read it; a `NotFoundError` if nothing is indexed yet."""
    with store.read() as session:
        cursor = session.get(Cursor, 1)
        if cursor is None:
            raise NotFoundError("Nothing is indexed yet.", remedy="Run `toktok index` first.")
        splits: dict[bytes, list[tuple[bytes, int]]] = defaultdict(list)
        for split in sorted(_all(session, Split), key=lambda row: row.position):
            splits[split.creator].append((split.recipient, split.bps))
        return Snapshot(
            cursor=cursor,
            protocol=session.get(Protocol, 1) or Protocol(),
            creators={row.token: row for row in _all(session, Creator)},
            holders=_all(session, Holder),
            allocations=_all(session, Allocation),
            ledger={row.account: row for row in _all(session, LedgerAccount)},
            referrals={row.account: row for row in _all(session, Referral)},
            payouts={row.creator: row.payout for row in _all(session, PayoutAddress)},
            splits=dict(splits),
        )


def _all(session: Session, model: type[_Row]) -> list[_Row]:
    return list(session.exec(select(model)).all())
