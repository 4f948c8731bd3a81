"""The record: what operators wrote down here, and what guardians did on the chain."""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import get_args

from sqlmodel import Session, col, select

from toktok.accounts.social_rows import Act, ActRow
from toktok.market.creators import deployment
from toktok.market.guarding import Guarded, list_guarded
from toktok.market.paging import Listing
from toktok.market.values import Page
from toktok.store.tables import AppAct

_KEY = (31, 63, 31)
"""The last that was written down, and the last event: each half of the record goes on from its own."""
_END = tuple(2**bits - 1 for bits in _KEY)


def list_acts(
    session: Session, *, subject: str | None = None, limit: int = 20, cursor: str | None = None
) -> Page[ActRow]:
    """What operators and guardians did, or operators to one subject, the last first. Raises ForeignCursor."""
    listing = Listing(("acts", subject, deployment(session)))
    before, *event = _END if cursor is None else listing.key(cursor, _KEY)
    written = _written(session, subject, before, limit + 1)
    after = None if cursor is None else tuple(event)
    told = [] if subject else list_guarded(session, after=after, limit=limit + 1)
    halves = written, [_told(each) for each in told]
    rows = tuple(islice(merge(*halves, key=lambda row: row.done_at, reverse=True), limit))
    for row in rows:
        if row.event is None:
            before = row.id or 0
        else:
            event = [*row.event]
    more = len(written) + len(told) > limit
    return Page(rows, listing.cursor((before, *event)) if more else None)


def act_row(row: AppAct) -> ActRow:
    """What was written down, as it is shown."""
    return ActRow(
        id=row.id or 0,
        operator=row.operator,
        act=next(each for each in get_args(Act) if each == row.act),
        subject=row.subject,
        reason=row.reason,
        done_at=row.done_at,
    )


def _written(session: Session, subject: str | None, before: int, limit: int) -> list[ActRow]:
    statement = select(AppAct).where(col(AppAct.id) < before)
    if subject is not None:
        statement = statement.where(AppAct.subject == subject)
    return [
        act_row(each)
        for each in session.exec(statement.order_by(col(AppAct.id).desc()).limit(limit))
    ]


def _told(row: Guarded) -> ActRow:
    return ActRow(
        id=None,
        operator=row.guardian,
        act=row.act,
        subject=row.subject,
        reason="",
        done_at=row.timestamp,
        event=row.event,
        tx_hash=row.tx_hash,
        until=row.until,
    )
