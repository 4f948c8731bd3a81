"""Likes of creators and moments. Of a creator all count: its own, and those of all its moments."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from toktok.accounts.clock import written_now
from toktok.accounts.hidden import require_shown
from toktok.accounts.social_rows import LikesRow
from toktok.accounts.subjects import Subject, account_tally, creator_subject, find_subject
from toktok.accounts.tallies import count_like, tallies_of, tally_of
from toktok.market.values import Address
from toktok.store.tables import AppLike, Creator


def like(session: Session, subject: str, account: Address) -> LikesRow:
    """Like it; once is enough. Raises UnknownSubject, SubjectIsHidden."""
    found = find_subject(session, subject)
    require_shown(session, found)
    if session.get(AppLike, (found.name, account)) is None:
        session.add(AppLike(subject=found.name, account=account, since=written_now(session)))
        count_like(session, found, 1)
    return _row(session, found, account)


def unlike(session: Session, subject: str, account: Address) -> LikesRow:
    """Like it no more. Raises UnknownSubject."""
    found = find_subject(session, subject)
    known = session.get(AppLike, (found.name, account))
    if known is not None:
        session.delete(known)
        count_like(session, found, -1)
    return _row(session, found, account)


def likes_of(session: Session, subject: str, reader: Address | None) -> LikesRow:
    """How many like it, and whether `reader` does. Raises UnknownSubject."""
    return _row(session, find_subject(session, subject), reader)


def total_likes(session: Session, tokens: Sequence[Address]) -> dict[Address, int]:
    """All likes of each of these creators' tokens: its own, and those of all its moments."""
    founders = session.exec(
        select(Creator.token, Creator.creator).where(col(Creator.token).in_(tokens))
    )
    behind = {creator_subject(token): (token, account) for token, account in founders}
    counted = tallies_of(
        session, [*behind, *(account_tally(account) for _, account in behind.values())]
    )
    totals = {subject: row.total for subject, row in counted.items()}
    return {
        token: totals.get(subject, 0) + totals.get(account_tally(account), 0)
        for subject, (token, account) in behind.items()
    }


def _row(session: Session, subject: Subject, reader: Address | None) -> LikesRow:
    liked = None if reader is None else session.get(AppLike, (subject.name, reader)) is not None
    if subject.token is None:
        total = tally_of(session, account_tally(subject.owner)).total
    else:
        total = total_likes(session, [subject.token])[subject.token]
    return LikesRow(subject.name, tally_of(session, subject.name).likes, total, liked)
