"""What came in for a creator and its fans, by source and day.

It is the token's, and what the account behind it now got while it had no trading token.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import get_args

from sqlmodel import Session, col, select

from toktok.market.creators import find_creator
from toktok.market.head import read_head
from toktok.market.paging import Listing
from toktok.market.values import Address, Page, Wei
from toktok.payouts.revenue_rows import RevenueDayRow, RevenuePart, RevenueRow
from toktok.store.tables import Creator, RevenueDay, RevenueSource, RevenueTotal

SOURCES: tuple[RevenueSource, ...] = get_args(RevenueSource)


def revenue(session: Session, name: str) -> RevenueRow:
    """A creator's revenue of all days. Raises UnknownCreator."""
    creator = find_creator(session, name)
    subjects = col(RevenueTotal.subject).in_(_subjects(creator))
    parts = _parts(session.exec(select(RevenueTotal).where(subjects)).all())
    return RevenueRow(
        creator=creator.creator,
        token=creator.token,
        handle=creator.handle,
        block=read_head(session).number,
        **_sums(parts),
        sources=parts,
    )


def list_revenue(
    session: Session,
    creator: Creator,
    *,
    start: int | None = None,
    end: int | None = None,
    limit: int = 90,
    cursor: str | None = None,
) -> Page[RevenueDayRow]:
    """Days that begin at `start` or later and before `end` (timestamps), the oldest first.

    Days that brought nothing are left out. Without `start`, the first page begins so that it holds the
    last `limit` days. Raises ForeignCursor.
    """
    listing = Listing(("revenue", creator.token, start, end))
    after = None if cursor is None else listing.key(cursor, (62,))[0]
    newest_first = after is None and start is None
    first = start if after is None else after + 1
    days: dict[int, list[RevenueDay]] = defaultdict(list)
    for subject in _subjects(creator):
        for row in _rows(session, subject, first, end, newest_first=newest_first, days=limit + 1):
            days[row.day].append(row)
    found = sorted(days, reverse=newest_first)
    shown = sorted(found[:limit])
    more = len(found) > limit and not newest_first
    rows = tuple(_day(day, days[day]) for day in shown)
    return Page(rows, listing.cursor((shown[-1],)) if more else None)


def _subjects(creator: Creator) -> tuple[Address, Address]:
    return creator.token, creator.creator


def _rows(
    session: Session,
    subject: Address,
    first: int | None,
    end: int | None,
    *,
    newest_first: bool,
    days: int,
) -> Sequence[RevenueDay]:
    """Rows of so many days at least, if there are as many: a day has a row for each source at most."""
    statement = select(RevenueDay).where(RevenueDay.subject == subject)
    if first is not None:
        statement = statement.where(RevenueDay.day >= first)
    if end is not None:
        statement = statement.where(RevenueDay.day < end)
    order = col(RevenueDay.day), col(RevenueDay.source)
    statement = statement.order_by(*(each.desc() if newest_first else each for each in order))
    return session.exec(statement.limit(days * len(SOURCES))).all()


def _day(day: int, rows: Sequence[RevenueDay]) -> RevenueDayRow:
    parts = _parts(rows)
    return RevenueDayRow(day=day, **_sums(parts), sources=parts)


def _parts(rows: Sequence[RevenueDay] | Sequence[RevenueTotal]) -> tuple[RevenuePart, ...]:
    """One part for each source, of the token's and the account's rows together."""
    by_source: dict[str, list[RevenueDay | RevenueTotal]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    return tuple(_part(source, by_source[source]) for source in SOURCES if source in by_source)


def _part(source: RevenueSource, rows: Sequence[RevenueDay | RevenueTotal]) -> RevenuePart:
    to_creator, shared = sum(row.to_creator for row in rows), sum(row.shared for row in rows)
    return RevenuePart(
        source=source,
        count=sum(row.count for row in rows),
        amount=sum(row.amount for row in rows),
        to_creator=to_creator,
        own=to_creator - shared,
        shared=shared,
        to_fans=sum(row.to_fans for row in rows),
    )


def _sums(parts: Sequence[RevenuePart]) -> dict[str, Wei]:
    """What all sources brought whom."""
    names = ("to_creator", "own", "shared", "to_fans")
    return {name: sum(getattr(part, name) for part in parts) for name in names}
