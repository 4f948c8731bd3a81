"""What people ask operators to look at."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import func
from sqlmodel import Session, col, select

from toktok.accounts.about import about, quote
from toktok.accounts.clock import written_now
from toktok.accounts.social_errors import NotYours, TooManyReports
from toktok.accounts.social_rows import Reason, ReportRow
from toktok.accounts.subjects import find_reportable
from toktok.accounts.wording import worded
from toktok.market.creators import deployment
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.moments.venue import Venue
from toktok.store.tables import AppReport

MOST_CHARACTERS = 1_000
MOST_OPEN = 20
"""So many reports of one account may wait."""


def report(
    session: Session, venue: Venue, subject: str, reporter: Address, reason: Reason, note: str
) -> None:
    """Ask operators to look; asked again, what was said before is replaced.

    Raises UnknownSubject, NotYours, TextRefused, TooManyReports.
    """
    found = find_reportable(session, subject)
    if found.owner == reporter:
        raise NotYours("This is your own.", remedy="Change or delete it yourself.", case="own")
    said = worded(note, most=MOST_CHARACTERS) if note.strip() else ""
    row = session.exec(
        select(AppReport).where(AppReport.subject == found.name, AppReport.reporter == reporter)
    ).first()
    if row is None:
        _require_room(session, reporter)
        row = AppReport(
            subject=found.name, reporter=reporter, reason="", note="", quoted="", reported_at=0
        )
    row.reason, row.note = reason, said
    row.quoted = quote(session, venue, found)
    row.reported_at, row.closed_at = written_now(session), None
    session.add(row)
    session.flush()


def list_reports(
    session: Session, venue: Venue, *, limit: int = 20, cursor: str | None = None
) -> Page[ReportRow]:
    """Reports that wait, the oldest first. Raises ForeignCursor."""
    listing = Listing(("reports", deployment(session)))
    statement = select(AppReport).where(col(AppReport.closed_at).is_(None))
    if cursor is not None:
        statement = statement.where(col(AppReport.id) > listing.key(cursor, (63,))[0])
    found = session.exec(statement.order_by(col(AppReport.id)).limit(limit + 1)).all()
    shown = found[:limit]
    rows = tuple(_row(session, venue, each) for each in shown)
    more = len(found) > limit
    return Page(rows, listing.cursor((rows[-1].id,)) if more else None)


def close_reports(session: Session, subject: str) -> int:
    """Let the reports about `subject` wait no more; how many they were."""
    waiting = session.exec(
        select(AppReport).where(AppReport.subject == subject, col(AppReport.closed_at).is_(None))
    ).all()
    for each in waiting:
        each.closed_at = written_now(session)
        session.add(each)
    session.flush()
    return len(waiting)


def _require_room(session: Session, reporter: Address) -> None:
    waiting = session.execute(
        select(func.count())
        .select_from(AppReport)
        .where(AppReport.reporter == reporter, col(AppReport.closed_at).is_(None))
    ).scalar_one()
    if waiting >= MOST_OPEN:
        raise TooManyReports(MOST_OPEN)


def _row(session: Session, venue: Venue, row: AppReport) -> ReportRow:
    waiting = session.execute(
        select(func.count())
        .select_from(AppReport)
        .where(AppReport.subject == row.subject, col(AppReport.closed_at).is_(None))
    ).scalar_one()
    return ReportRow(
        id=row.id or 0,
        about=about(session, venue, row.subject),
        reporter=row.reporter,
        reason=next(each for each in get_args(Reason) if each == row.reason),
        note=row.note,
        quoted=row.quoted,
        reported_at=row.reported_at,
        reports=waiting,
    )
