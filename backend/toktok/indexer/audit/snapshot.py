"""The database as it stood at one block, for as long as an audit looks at it.

Rows are read in spans and streams, never all at once; what single rows lead to (a token's creator, a
list of splits) is looked up and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Executable, Select, select
from sqlmodel import Session, SQLModel, col

from toktok.errors import NotFoundError
from toktok.market.books import books_at
from toktok.market.dividends import Books, allocation_total, settle
from toktok.store.tables import (
    Allocation,
    Creator,
    CreatorSplits,
    Cursor,
    Holder,
    PayoutAddress,
    Protocol,
    Split,
    Status,
)
from toktok.store.twins import columns_of, twin_of

_Row = TypeVar("_Row", bound=SQLModel)
_CHUNK = 1_000


class Snapshot:
    """One consistent look into a session; a `NotFoundError` if nothing is indexed yet."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._creators: dict[bytes, Creator | None] = {}
        self._trading: dict[bytes, bytes | None] = {}
        self._lists: dict[bytes, list[tuple[bytes, int]]] = {}
        self._own_lists: dict[bytes, bytes | None] = {}
        self._payouts: dict[bytes, bytes] = {}
        self._books: dict[bytes, Books] = {}
        cursor = self.first(Cursor)
        if cursor is None:
            raise NotFoundError("Nothing is indexed yet.", remedy="Run `toktok index` first.")
        self.cursor = cursor
        self.protocol = self.first(Protocol) or Protocol()

    @property
    def now(self) -> int:
        """Timestamp of the cursor's block."""
        return self.cursor.timestamp

    def rows(self, model: type[_Row], *where: ColumnElement[bool] | bool) -> list[_Row]:
        """Some rows of a table, by their key."""
        return list(self._twins(model, _select(model, where)))

    def first(self, model: type[_Row], *where: ColumnElement[bool] | bool) -> _Row | None:
        """The first of these rows."""
        return next(iter(self._twins(model, _select(model, where).limit(1))), None)

    def stream(
        self, model: type[_Row], *where: ColumnElement[bool] | bool, by: tuple[Any, ...] = ()
    ) -> Iterator[_Row]:
        """Rows of a table by their key, or in another order, a few in memory at a time."""
        statement = _select(model, where, by).execution_options(yield_per=_CHUNK)
        return self._twins(model, statement)

    def values(self, statement: Executable) -> Iterator[Any]:
        """What a query finds, a few rows in memory at a time."""
        return iter(self._session.execute(statement.execution_options(yield_per=_CHUNK)))

    def value(self, statement: Executable) -> Any:
        """The one value a query finds."""
        return self._session.execute(statement).scalar()

    def distinct(self, column: Any) -> list[Any]:
        """The different values of a column."""
        return [row[0] for row in self._session.execute(select(column).distinct())]

    def _twins(self, model: type[_Row], statement: Select[Any]) -> Iterator[_Row]:
        twin = twin_of(model)
        for values in self._session.execute(statement):
            yield cast("_Row", twin(*values))

    def creator(self, token: bytes) -> Creator | None:
        """A token's row."""
        if token not in self._creators:
            self._creators[token] = self.first(Creator, col(Creator.token) == token)
        return self._creators[token]

    def launched(self, token: bytes) -> Creator:
        """The row of a token that others are about; an empty one if it is missing."""
        return self.creator(token) or _no_creator(token)

    def trading_token(self, account: bytes) -> bytes | None:
        """The trading token an account is the creator of."""
        if account not in self._trading:
            row = self.first(
                Creator, col(Creator.creator) == account, col(Creator.status) == Status.TRADING
            )
            self._trading[account] = None if row is None else row.token
        return self._trading[account]

    def payout_of(self, account: bytes) -> bytes:
        """Where an account's income goes."""
        if account not in self._payouts:
            row = self.first(PayoutAddress, col(PayoutAddress.creator) == account)
            self._payouts[account] = account if row is None else row.payout
        return self._payouts[account]

    def own_list(self, account: bytes) -> bytes | None:
        """The list a creator has named for its incomes."""
        if account not in self._own_lists:
            row = self.first(CreatorSplits, col(CreatorSplits.creator) == account)
            self._own_lists[account] = None if row is None else row.list_id
        return self._own_lists[account]

    def list_of(self, list_id: bytes | None) -> list[tuple[bytes, int]]:
        """Recipients and shares of a list; none of one we do not have."""
        if list_id is None:
            return []
        if list_id not in self._lists:
            rows = self.rows(Split, col(Split.list_id) == list_id)
            self._lists[list_id] = [(row.recipient, row.bps) for row in rows]
        return self._lists[list_id]

    def books(self, creator: Creator) -> Books:
        """A token's books with everything released that is due at the cursor."""
        if creator.token not in self._books:
            self._books[creator.token] = books_at(creator, self.now)
        return self._books[creator.token]

    def status(self, creator: Creator) -> int:
        """The status as the chain tells it: a launch closes with the clock."""
        if creator.status == Status.OPEN and self.now >= creator.closes_at:
            return Status.CLOSED
        return creator.status

    def total(self, allocation: Allocation) -> int:
        """Token wei an allocation was for; none before trading begins."""
        creator = self.launched(allocation.token)
        if creator.status != Status.TRADING:
            return 0
        return allocation_total(allocation.contributed, raised=creator.raised)

    def vested(self, allocation: Allocation) -> int:
        """Token wei of an allocation that have vested at the cursor."""
        creator = self.launched(allocation.token)
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
        books = self.books(self.launched(holder.token))
        return holder.settled + settle(
            holder.balance, checkpoint=holder.checkpoint, accumulator=books.accumulator
        )

    def allocation_dividends(self, allocation: Allocation) -> int:
        """TT wei the unclaimed part of an allocation has earned and not collected."""
        creator = self.launched(allocation.token)
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


def _select(
    model: type[SQLModel], where: tuple[ColumnElement[bool] | bool, ...], by: tuple[Any, ...] = ()
) -> Select[Any]:
    columns = columns_of(model)
    order = by or tuple(each for each in columns if each.primary_key)
    return select(*columns).where(*where).order_by(*order)  # type: ignore[arg-type]


def _no_creator(token: bytes) -> Creator:
    return cast("Creator", twin_of(Creator)(token, status=Status.NONE))
