"""Everything an audit needs of the database, read in one consistent look."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TypeVar

from sqlmodel import Session, SQLModel, select

from toktok.errors import NotFoundError
from toktok.indexer.rows import MUTABLE
from toktok.market.books import books_at
from toktok.market.dividends import Books, allocation_total, settle
from toktok.store.engine import Store
from toktok.store.tables import (
    Allocation,
    Creator,
    CreatorSplits,
    Cursor,
    Holder,
    OrderFill,
    PayoutAddress,
    Protocol,
    Split,
    Status,
    TtBalance,
)

_Row = TypeVar("_Row", bound=SQLModel)
_READ: tuple[type[SQLModel], ...] = (*MUTABLE, OrderFill)


class Snapshot:
    """Rows as they stood at the cursor."""

    def __init__(self, session: Session, cursor: Cursor) -> None:
        self.cursor = cursor
        self._rows: dict[type[SQLModel], list[SQLModel]] = {
            model: _read(session, model) for model in _READ
        }

    def all(self, model: type[_Row]) -> list[_Row]:
        """Every row of a table."""
        return [row for row in self._rows[model] if isinstance(row, model)]

    @property
    def now(self) -> int:
        """Timestamp of the cursor's block."""
        return self.cursor.timestamp

    @cached_property
    def protocol(self) -> Protocol:
        """The protocol's settings."""
        return next(iter(self.all(Protocol)), Protocol())

    @cached_property
    def creators(self) -> dict[bytes, Creator]:
        """Creators by token."""
        return {row.token: row for row in self.all(Creator)}

    @cached_property
    def trading(self) -> dict[bytes, bytes]:
        """The trading token of each creator that has one."""
        trading = (row for row in self.creators.values() if row.status == Status.TRADING)
        return {row.creator: row.token for row in trading}

    @cached_property
    def tt_accounts(self) -> set[bytes]:
        """Everybody who has or had TT."""
        return {row.account for row in self.all(TtBalance)}

    @cached_property
    def payouts(self) -> dict[bytes, bytes]:
        """Payout addresses that were named."""
        return {row.creator: row.payout for row in self.all(PayoutAddress)}

    @cached_property
    def lists(self) -> dict[bytes, list[tuple[bytes, int]]]:
        """Lists of splits by their ids: recipients and shares."""
        lists: dict[bytes, list[tuple[bytes, int]]] = defaultdict(list)
        for split in sorted(self.all(Split), key=lambda row: row.position):
            lists[split.list_id].append((split.recipient, split.bps))
        return dict(lists)

    def list_of(self, list_id: bytes | None) -> list[tuple[bytes, int]]:
        """Recipients and shares of a list; none of one we do not have."""
        return [] if list_id is None else self.lists.get(list_id, [])

    @cached_property
    def own_lists(self) -> dict[bytes, bytes]:
        """The list each creator has named for its incomes."""
        rows = self.all(CreatorSplits)
        return {row.creator: row.list_id for row in rows if row.list_id is not None}

    @cached_property
    def holders(self) -> dict[tuple[bytes, bytes], Holder]:
        """Holders by token and account."""
        return {(row.token, row.account): row for row in self.all(Holder)}

    @cached_property
    def allocations(self) -> dict[tuple[bytes, bytes], Allocation]:
        """Allocations by token and account."""
        return {(row.token, row.account): row for row in self.all(Allocation)}

    def books(self, creator: Creator) -> Books:
        """A token's books with everything released that is due at the cursor."""
        return books_at(creator, self.now)

    def status(self, creator: Creator) -> int:
        """The status as the chain tells it: a launch closes with the clock."""
        if creator.status == Status.OPEN and self.now >= creator.closes_at:
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
        elapsed = self.now - creator.finalized_at
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
        return allocation.settled + settle(
            self.unclaimed(allocation),
            checkpoint=allocation.checkpoint,
            accumulator=self.books(creator).accumulator,
        )

    def unclaimed(self, allocation: Allocation) -> int:
        """Token wei of an allocation that are neither claimed nor returned."""
        return self.total(allocation) - allocation.claimed - allocation.returned

    def held(self, token: bytes, account: bytes) -> int:
        """Token wei in an account's hands or waiting for it."""
        holder = self.holders.get((token, account))
        allocation = self.allocations.get((token, account))
        waiting = self.unclaimed(allocation) if allocation else 0
        return waiting + (holder.balance if holder else 0)

    def payout_of(self, account: bytes) -> bytes:
        """Where an account's income goes."""
        return self.payouts.get(account, account)


def read_snapshot(store: Store) -> Snapshot:
    """Read it; a `NotFoundError` if nothing is indexed yet."""
    with store.read() as session:
        cursor = session.get(Cursor, 1)
        if cursor is None:
            raise NotFoundError("Nothing is indexed yet.", remedy="Run `toktok index` first.")
        return Snapshot(session, cursor)


def _read(session: Session, model: type[SQLModel]) -> list[SQLModel]:
    return list(session.exec(select(model)).all())
