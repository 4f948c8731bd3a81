"""Everything that happened to a moment and its tokens, gifts included, the last first."""

from __future__ import annotations

from sqlalchemy import bindparam, exists
from sqlmodel import Session

from toktok.chain.addresses import checksum
from toktok.market.activity import activity_rows
from toktok.market.creators import deployment
from toktok.market.paging import LatestFirst, Listing
from toktok.market.rows import ActivityRow
from toktok.market.values import Page
from toktok.moments.moments import find_moment
from toktok.moments.venue import Venue
from toktok.store.rows import columns
from toktok.store.tables import Activity, MomentSale, MomentTransfer

_TOLD = LatestFirst(Activity, columns(Activity).moment == bindparam("moment"))
_MOVE, _SALE = columns(MomentTransfer), columns(MomentSale)
# A sale of the same transaction handed the token over.
_SOLD = exists().where(
    _SALE.tx_hash == _MOVE.tx_hash,
    _SALE.token_id == _MOVE.token_id,
    _SALE.to == _MOVE.to,
    _SALE.block_number == _MOVE.block_number,
)
_TRANSFERS = LatestFirst(
    MomentTransfer,
    _MOVE.moment == bindparam("moment"),
    _MOVE.sender.is_not(None),
    _MOVE.sender != bindparam("auction"),
    _MOVE.to != bindparam("auction"),
    ~_SOLD,
)


def history(
    session: Session, moment: int, venue: Venue, *, limit: int = 50, cursor: str | None = None
) -> Page[ActivityRow]:
    """What happened to `moment`: mints, sales, auctions, bids, perks used, and plain transfers.

    Raises ForeignCursor, UnknownMoment.
    """
    find_moment(session, moment)
    listing = Listing(("history", moment, deployment(session)))
    key = None if cursor is None else listing.key(cursor)
    found = [
        *_told(session, moment, limit=limit + 1, key=key),
        *_transfers(session, moment, venue, limit=limit + 1, key=key),
    ]
    rows = sorted(found, key=lambda row: row.id, reverse=True)
    shown = tuple(rows[:limit])
    return Page(shown, listing.cursor(shown[-1].id) if len(rows) > limit else None)


def _told(
    session: Session, moment: int, *, limit: int, key: tuple[int, ...] | None
) -> tuple[ActivityRow, ...]:
    return activity_rows(session, _TOLD.read(session, after=key, limit=limit, moment=moment))


def _transfers(
    session: Session, moment: int, venue: Venue, *, limit: int, key: tuple[int, ...] | None
) -> list[ActivityRow]:
    """Tokens that changed hands otherwise than by mint, sale or auction."""
    found = _TRANSFERS.read(session, after=key, limit=limit, moment=moment, auction=venue.auction)
    return [_row(each) for each in found]


def _row(move: MomentTransfer) -> ActivityRow:
    assert move.sender is not None
    return ActivityRow(
        id=(move.block_number, move.log_index),
        block=move.block_number,
        timestamp=move.timestamp,
        tx_hash=move.tx_hash,
        kind="transfer",
        token=None,
        handle=None,
        moment=move.moment,
        account=move.sender,
        data={"token_id": move.token_id, "to": checksum(move.to), "version": move.version},
    )
