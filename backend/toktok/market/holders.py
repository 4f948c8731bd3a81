"""Holders of a creator's token, the greatest holding first, in an order that holds."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, exists
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


_LARGEST = (
    select(Holder.account, Holder.balance)
    .where(Holder.token == bindparam("token"), Holder.balance > 0)
    .where(
        ~exists().where(
            col(Allocation.token) == Holder.token, col(Allocation.account) == Holder.account
        )
    )
    .where(Holder.updated_block <= bindparam("block"))
    .order_by(col(Holder.balance).desc(), col(Holder.account).desc())
    .limit(bindparam("limit"))
)
_LARGEST_AFTER = _LARGEST.where(
    or_(
        Holder.balance < bindparam("balance"),
        and_(Holder.balance == bindparam("balance"), Holder.account < bindparam("account")),
    )
)
_CONTRIBUTORS = (
    select(Allocation, Holder.balance)
    .join(
        Holder,
        and_(
            col(Holder.token) == col(Allocation.token),
            col(Holder.account) == col(Allocation.account),
        ),
        isouter=True,
    )
    .where(Allocation.token == bindparam("token"))
)
_MOVED = (
    select(Activity.account, Activity.data)
    .where(Activity.token == bindparam("token"), Activity.block_number > bindparam("block"))
    .where(col(Activity.kind).in_(("allocation", "return")))
)


class _Place(NamedTuple):
    """A row's place: its holding at the block the first page was read at, then its account; and what it has now."""

    holding: int
    account: Address
    balance: int
    allocation: Allocation | None = None

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
    rows = tuple(_row(place, creator, head.timestamp) for place in shown)
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
    has_moved = block < head.number
    touched = holders_before(session, creator.token, block) if has_moved else {}
    claimed = _claimed_since(session, creator.token, block) if has_moved else {}
    places = []
    for row, balance in session.exec(_CONTRIBUTORS, params={"token": creator.token}):
        then, now = touched.pop(row.account, (balance or 0, balance or 0))
        waiting = terms_of(row, creator).earning + claimed.get(row.account, 0)
        places.append(_Place(then + waiting, row.account, now, row))
    places += [_Place(then, account, now) for account, (then, now) in touched.items()]
    places = [place for place in places if place.holding]
    places += _largest(session, creator.token, block=block, after=after, limit=limit)
    if after is not None:
        places = [place for place in places if place.key < after]
    return sorted(places, key=lambda place: place.key, reverse=True)[:limit]


def _claimed_since(session: Session, token: Address, block: int) -> dict[Address, int]:
    """Token wei that contributors have claimed or returned after `block`."""
    since: dict[Address, int] = {}
    for account, data in session.exec(_MOVED, params={"token": token, "block": block}):
        if account is not None:
            since[account] = since.get(account, 0) + int(data["amount"])
    return since


def _largest(
    session: Session,
    token: Address,
    *,
    block: int,
    after: tuple[int, int] | None,
    limit: int,
) -> list[_Place]:
    """The largest balances after `after` of accounts without an allocation, of those untouched since `block`."""
    asked: dict[str, object] = {"token": token, "block": block, "limit": limit}
    statement = _LARGEST
    if after is not None:
        statement = _LARGEST_AFTER
        asked |= {"balance": after[0], "account": after[1].to_bytes(20, "big")}
    found = session.exec(statement, params=asked)
    return [_Place(balance, account, balance) for account, balance in found]


def _row(place: _Place, creator: Creator, now: int) -> HolderRow:
    allocation = place.allocation
    unclaimed = terms_of(allocation, creator).earning if allocation is not None else 0
    holding = place.balance + unclaimed
    return HolderRow(
        account=place.account,
        balance=place.balance,
        share_bps=holding * BPS // creator.supply if creator.supply else 0,
        is_creator=place.account == creator.creator,
        allocation=held(allocation, creator, now) if allocation is not None else None,
    )
