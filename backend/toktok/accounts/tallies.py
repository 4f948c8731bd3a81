"""Counts kept beside what they count, and the number of the last change: whoever writes holds `ALONE`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from toktok.accounts.social_errors import UnknownSubject
from toktok.accounts.subjects import Subject, account_tally, find_subject
from toktok.store.tables import AppComment, AppFollow, AppLike, AppTally
from toktok.store.twins import table_of

ALONE = (table_of(AppTally),)
"""Tables of which a session that counts is to be the only one to write: `store.write(alone=ALONE)`."""


def tally_of(session: Session, subject: str) -> AppTally:
    """What is counted of `subject`; all 0 if nothing ever was."""
    return session.get(AppTally, subject) or AppTally(subject=subject, kind=_kind(subject))


def tallies_of(session: Session, subjects: Iterable[str]) -> dict[str, AppTally]:
    """The tallies of those of `subjects` of which something was ever counted."""
    wanted = set(subjects)
    if not wanted:
        return {}
    found = session.exec(select(AppTally).where(col(AppTally.subject).in_(wanted)))
    return {each.subject: each for each in found}


def last_change(session: Session) -> int:
    """The number of the last change of any count: while it stays, nothing was liked, said or hidden."""
    return session.execute(select(func.max(col(AppTally.changed)))).scalar_one() or 0


def changed_since(session: Session, number: int, *, limit: int) -> Sequence[AppTally]:
    """What has changed after the change of that number, in order."""
    statement = select(AppTally).where(AppTally.changed > number)
    return session.exec(statement.order_by(col(AppTally.changed)).limit(limit)).all()


def count(session: Session, subject: str, **by: int) -> AppTally:
    """Add to the counts named in `by`, and say that the subject has changed."""
    row = tally_of(session, subject)
    for name, step in by.items():
        setattr(row, name, max(0, getattr(row, name) + step))
    row.changed = last_change(session) + 1
    session.add(row)
    session.flush()
    return row


def count_like(session: Session, subject: Subject, step: int) -> None:
    """Add a like to a subject, and to the total of the creator it belongs to.

    A moment that has come to follow a token since it was liked brings its likes along.
    """
    row = count(session, subject.name, likes=step)
    credited = subject.credited or subject.name
    if row.credited not in (None, credited):
        count(session, str(row.credited), total=step - row.likes)
        count(session, credited, total=row.likes)
    else:
        count(session, credited, total=step)
    row.credited = credited
    session.add(row)
    session.flush()


def recount(session: Session) -> None:
    """Count everything anew, after rows came from elsewhere."""
    number = last_change(session)
    for row in session.exec(select(AppTally)).all():
        session.delete(row)
    session.flush()
    made: dict[str, AppTally] = {}

    def row_of(subject: str) -> AppTally:
        return made.setdefault(subject, AppTally(subject=subject, kind=_kind(subject)))

    for subject, likes in _counted(session, col(AppLike.subject)):
        credited = _credited(session, subject)
        row = row_of(subject)
        row.likes, row.credited = likes, credited
        row_of(credited).total += likes
    visible = col(AppComment.hidden_at).is_(None)
    for subject, comments in _counted(session, col(AppComment.subject), visible):
        row_of(subject).comments = comments
    for followed, followers in _counted(session, col(AppFollow.followed)):
        row_of(account_tally(followed)).followers = followers
    for row in made.values():
        number += 1
        row.changed = number
    session.add_all(made.values())
    session.flush()


def _credited(session: Session, subject: str) -> str:
    try:
        return find_subject(session, subject).credited or subject
    except UnknownSubject:
        # Of a chain that is not indexed yet.
        return subject


def _counted(session: Session, column: Any, *only: Any) -> list[tuple[Any, int]]:
    statement = select(column, func.count()).where(*only).group_by(column)
    return [(value, number) for value, number in session.execute(statement)]


def _kind(subject: str) -> str:
    return subject.partition(":")[0]
