"""Holders of a creator's token, the greatest holding first, in an order that holds."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlmodel import Session

from toktok.market.allocations import held, terms_of
from toktok.market.head import Head, read_head
from toktok.market.paging import Listing
from toktok.market.pricing import BPS
from toktok.market.rewound import holders_before
from toktok.market.rows import HolderRow
from toktok.market.values import Address, Page
from toktok.store.rows import columns
from toktok.store.tables import Activity, Allocation, Creator, Holder
from toktok.store.tables import Status as Stage

_KEY = (63, 256, 160)


_HOLDER, _ALLOCATION, _DONE = columns(Holder), columns(Allocation), columns(Activity)
_CONTRIBUTED = exists().where(
    _ALLOCATION.token == _HOLDER.token, _ALLOCATION.account == _HOLDER.account
)
_LARGEST = (
    select(_HOLDER.account, _HOLDER.balance)
    .where(_HOLDER.token == bindparam("token"), _HOLDER.balance > 0, ~_CONTRIBUTED)
    .where(_HOLDER.updated_block <= bindparam("block"))
    .order_by(_HOLDER.balance.desc(), _HOLDER.account.desc())
    .limit(bindparam("limit"))
)
_TIED = and_(_HOLDER.balance == bindparam("balance"), _HOLDER.account < bindparam("account"))
_LARGEST_AFTER = _LARGEST.where(or_(_HOLDER.balance < bindparam("balance"), _TIED))
_OF_CONTRIBUTOR = and_(_HOLDER.token == _ALLOCATION.token, _HOLDER.account == _ALLOCATION.account)
_CONTRIBUTORS = (
    select(*_ALLOCATION, _HOLDER.balance)
    .join_from(_ALLOCATION.token.table, _HOLDER.token.table, _OF_CONTRIBUTOR, isouter=True)
    .where(_ALLOCATION.token == bindparam("token"))
)
_MOVED = (
    select(_DONE.account, _DONE.data)
    .where(_DONE.token == bindparam("token"), _DONE.block_number > bindparam("block"))
    .where(_DONE.kind.in_(("allocation", "return")))
)


class _Place(NamedTuple):
    """A row's place: its holding at the block the first page was read at, then its account; and what it has now."""

    holding: int
    account: Address
    balance: int
    allocation: Any = None

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
    contributors: Any = session.execute(_CONTRIBUTORS, {"token": creator.token})
    for row in contributors:
        then, now = touched.pop(row.account, (row.balance or 0, row.balance or 0))
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
    for account, data in session.execute(_MOVED, {"token": token, "block": block}):
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
    found = session.execute(statement, asked)
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
