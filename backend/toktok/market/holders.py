"""Holders of a creator's token, the greatest holding first, in an order that holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, and_, col, or_, select

from toktok.market.allocations import held, terms_of
from toktok.market.head import Head, read_head
from toktok.market.paging import Listing
from toktok.market.pricing import BPS
from toktok.market.rewound import holders_before
from toktok.market.rows import HolderRow
from toktok.market.values import Address, Page
from toktok.store.tables import Activity, Allocation, Creator, Holder
from toktok.store.tables import Status as Stage

_KEY = (63, 256, 160)


@dataclass(frozen=True, slots=True)
class _Place:
    """A row's place: its holding at the block the first page was read at, then its account."""

    holding: int
    account: Address

    @property
    def key(self) -> tuple[int, int]:
        return self.holding, int.from_bytes(self.account, "big")


def list_holders(
    session: Session, creator: Creator, *, limit: int = 50, cursor: str | None = None
) -> Page[HolderRow]:
    """Accounts with a balance or an allocation they have not claimed.

    Rows and order are those of the block the first page was read at, the figures today's. Raises
    ForeignCursor, and StaleCursor once that block is older than the journal.
    """
    head = read_head(session)
    listing = Listing(("holders", creator.token))
    if creator.status != Stage.TRADING:
        return Page((), None)
    block, after = head.number, None
    if cursor is not None:
        block, *key = listing.key(cursor, _KEY)
        after = (key[0], key[1])
    places = _places(session, creator, block=block, head=head, after=after, limit=limit + 1)
    shown = places[:limit]
    rows = _rows(session, creator, [place.account for place in shown], head.timestamp)
    more = len(places) > limit
    return Page(rows, listing.cursor((block, *shown[-1].key)) if more else None)


def holds(session: Session, token: Address, account: Address) -> bool:
    """Whether `account` has some of the token, in its hands or waiting for it."""
    holder = session.get(Holder, (token, account))
    if holder is not None and holder.balance:
        return True
    allocation, creator = session.get(Allocation, (token, account)), session.get(Creator, token)
    if allocation is None or creator is None:
        return False
    return terms_of(allocation, creator).earning > 0


def _places(
    session: Session,
    creator: Creator,
    *,
    block: int,
    head: Head,
    after: tuple[int, int] | None,
    limit: int,
) -> list[_Place]:
    """The first `limit` places after the key `after`, as they were at `block`."""
    earlier = holders_before(session, creator.token, block) if block < head.number else {}
    balances = dict(_from_launch(session, creator, block))
    for account, balance in _contributors_balances(session, creator.token):
        balances[account] += earlier.get(account, balance)
    for account, balance in earlier.items():
        balances.setdefault(account, balance)
    places = [_Place(holding, account) for account, holding in balances.items() if holding]
    places += _largest(session, creator.token, block=block, after=after, limit=limit)
    if after is not None:
        places = [place for place in places if place.key < after]
    return sorted(places, key=lambda place: place.key, reverse=True)[:limit]


def _from_launch(session: Session, creator: Creator, block: int) -> Iterable[tuple[Address, int]]:
    """What every contributor had not yet claimed or returned at `block`, in token wei."""
    moved = session.exec(
        select(Activity.account, Activity.data)
        .where(Activity.token == creator.token, Activity.block_number > block)
        .where(col(Activity.kind).in_(("allocation", "return")))
    )
    since: dict[Address, int] = {}
    for account, data in moved:
        if account is not None:
            since[account] = since.get(account, 0) + int(data["amount"])
    for row in session.exec(select(Allocation).where(Allocation.token == creator.token)):
        yield row.account, terms_of(row, creator).earning + since.get(row.account, 0)


def _contributors_balances(session: Session, token: Address) -> Iterable[tuple[Address, int]]:
    found = session.exec(
        select(Holder.account, Holder.balance).where(Holder.token == token, _contributed())
    )
    return found.all()


def _contributed() -> ColumnElement[bool]:
    """Whether a holder was in the launch."""
    return exists().where(
        col(Allocation.token) == Holder.token, col(Allocation.account) == Holder.account
    )


def _largest(
    session: Session,
    token: Address,
    *,
    block: int,
    after: tuple[int, int] | None,
    limit: int,
) -> Iterable[_Place]:
    """The largest balances after `after` of accounts without an allocation, of those untouched since `block`."""
    statement = (
        select(Holder.account, Holder.balance)
        .where(Holder.token == token, Holder.balance > 0, ~_contributed())
        .where(Holder.updated_block <= block)
        .order_by(col(Holder.balance).desc(), col(Holder.account).desc())
        .limit(limit)
    )
    if after is not None:
        balance, account = after[0], after[1].to_bytes(20, "big")
        tied = and_(Holder.balance == balance, Holder.account < account)
        statement = statement.where(or_(Holder.balance < balance, tied))
    return [_Place(holding, holder) for holder, holding in session.exec(statement)]


def _rows(
    session: Session, creator: Creator, accounts: list[Address], now: int
) -> tuple[HolderRow, ...]:
    wanted = list(accounts)
    balances = dict(
        session.exec(
            select(Holder.account, Holder.balance).where(
                Holder.token == creator.token, col(Holder.account).in_(wanted)
            )
        ).all()
    )
    allocations = {
        row.account: row
        for row in session.exec(
            select(Allocation).where(
                Allocation.token == creator.token, col(Allocation.account).in_(wanted)
            )
        )
    }
    rows = []
    for account in accounts:
        allocation = allocations.get(account)
        balance = balances.get(account, 0)
        unclaimed = terms_of(allocation, creator).earning if allocation is not None else 0
        share = (balance + unclaimed) * BPS // creator.supply if creator.supply else 0
        rows.append(
            HolderRow(
                account=account,
                balance=balance,
                share_bps=share,
                is_creator=account == creator.creator,
                allocation=held(allocation, creator, now) if allocation is not None else None,
            )
        )
    return tuple(rows)
