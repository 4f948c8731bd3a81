"""Creators: one, or a list in an order that holds while blocks arrive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select
from sqlmodel import Session

from toktok.market.books import books_at
from toktok.market.curve import WAD, floor_price
from toktok.market.errors import UnknownCreator
from toktok.market.head import Head, read_head
from toktok.market.launches import launch_status
from toktok.market.paging import Listing, require_recent
from toktok.market.pricing import PROTOCOL_FEE_BPS
from toktok.market.ranking import Mark, Order, ranking
from toktok.market.recent import DAY, WEEK, Recent, recent_figures, spark_line
from toktok.market.rows import CreatorRow, Status, TradeFees
from toktok.market.state import read_state
from toktok.market.values import Address, Page
from toktok.store.rows import Rows, columns
from toktok.store.tables import Creator, PayoutAddress
from toktok.store.tables import Status as Stage

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
_KEY = (63, 63, -256, 63, 31)

_CREATOR, _NAMED = columns(Creator), columns(PayoutAddress)
_BY_HANDLE = Rows(
    Creator,
    _CREATOR.handle == bindparam("handle"),
    order=(_CREATOR.launched_block.desc(), _CREATOR.launched_log.desc()),
    limit=1,
)
_BY_TOKEN = Rows(Creator, _CREATOR.token.in_(bindparam("tokens", expanding=True)))
_PAYOUTS = select(_NAMED.creator, _NAMED.payout).where(
    _NAMED.creator.in_(bindparam("creators", expanding=True))
)


def list_creators(
    session: Session,
    *,
    sort: Order = "reserve",
    status: Status | None = None,
    query: str = "",
    limit: int = 24,
    cursor: str | None = None,
) -> Page[CreatorRow]:
    """Creators by `sort`, greatest first, the newest first among equals.

    `query` finds a part of handle, name or symbol. Raises ForeignCursor, StaleCursor. The rows and their order
    are those of the block the first page was read at; their figures are today's.
    """
    head = read_head(session)
    listing = Listing(("creators", sort, status, query, deployment(session)))
    mark, after = Mark(head.number, head.timestamp), None
    if cursor is not None:
        block, timestamp, value, *launch = listing.key(cursor, _KEY)
        after = (value, launch[0], launch[1])
        require_recent(block, head=head.number)
        mark = Mark(block, timestamp)
    order = ranking(
        session,
        sort=sort,
        status=status,
        query=query,
        mark=mark,
        head=head,
        after=after,
        limit=limit + 1,
    )
    shown = order[:limit]
    rows = creators_of(session, [entry.token for entry in shown])
    next_cursor = listing.cursor((*mark, *shown[-1].key)) if len(order) > limit else None
    return Page(tuple(rows), next_cursor)


def creator(session: Session, name: str) -> CreatorRow:
    """The creator with this token address or handle. Raises UnknownCreator."""
    return _rows(session, [find_creator(session, name)], read_head(session))[0]


def creators_of(session: Session, tokens: Sequence[Address]) -> list[CreatorRow]:
    """The creators behind `tokens`, in that order; unknown tokens are left out."""
    by_token = {each.token: each for each in _BY_TOKEN.all(session, tokens=tokens)}
    known = [by_token[token] for token in tokens if token in by_token]
    return _rows(session, known, read_head(session))


def find_creator(session: Session, name: str) -> Creator:
    """The stored creator with this token address or handle. Raises UnknownCreator.

    A failed launch frees its handle: a later one comes first, else the last failed one is meant.
    """
    if _ADDRESS.fullmatch(name):
        found = _BY_TOKEN.first(session, tokens=[bytes.fromhex(name[2:])])
    else:
        found = _BY_HANDLE.first(session, handle=name)
    if found is None:
        raise UnknownCreator(name)
    return found


def payouts_of(session: Session, creators: Iterable[Address]) -> dict[Address, Address]:
    """Where the income of each of `creators` goes, of those that named another address."""
    named = session.execute(_PAYOUTS, {"creators": list(creators)})
    return {who: payout for who, payout in named if any(payout)}


def deployment(session: Session) -> tuple[bytes, bytes]:
    """What tells one chain and market from another."""
    state = read_state(session)
    return (b"", b"") if state is None else (state.genesis_hash, state.market)


def _rows(session: Session, creators: Sequence[Creator], head: Head) -> list[CreatorRow]:
    trading = [row.token for row in creators if row.status == Stage.TRADING]
    recent = recent_figures(session, trading, now=head.timestamp)
    payouts = payouts_of(session, [row.creator for row in creators])
    return [
        _row(row, recent.get(row.token) or Recent(), payouts.get(row.creator), head.timestamp)
        for row in creators
    ]


def _row(row: Creator, recent: Recent, payout: Address | None, now: int) -> CreatorRow:
    trading = row.status == Stage.TRADING
    price = row.price if trading else 0
    books = books_at(row, now)
    since = row.finalized_at or now
    return CreatorRow(
        token=row.token,
        creator=row.creator,
        handle=row.handle,
        name=row.name,
        symbol=row.symbol,
        contract_uri=row.contract_uri,
        status=launch_status(row, now=now),
        launched_at=row.launched_at,
        closes_at=row.closes_at,
        finalized_at=row.finalized_at if trading else None,
        raised=row.raised,
        minimum_raise=row.minimum_raise,
        maximum_raise=row.maximum_raise,
        max_per_account=row.max_per_account,
        contributors=row.contributors,
        bond=row.bond,
        allocation_vesting=row.allocation_vesting,
        creator_vesting=row.creator_vesting,
        fees=TradeFees(row.creator_fee_bps, row.fan_fee_bps, PROTOCOL_FEE_BPS),
        price=price,
        price_24h=recent.price_at(now - DAY, now_price=price),
        price_7d=recent.price_at(now - WEEK, now_price=price),
        floor_price=floor_price(launch_reserve=row.raised) if trading else 0,
        reserve=row.reserve,
        supply=row.supply,
        market_value=price * row.supply // WAD,
        holders=row.holders,
        trades=row.trades,
        volume=row.volume,
        volume_24h=recent.volume,
        inflow_24h=recent.inflow,
        fan_revenue=row.fan_revenue,
        pending_dividends=books.pending,
        creator_owed=books.creator_owed,
        payout=payout or row.creator,
        spark=spark_line(recent, price=price, since=since, now=now) if trading else (),
    )
