"""Comments on creators and moments, the newest first."""

from __future__ import annotations

import secrets
from typing import get_args

from sqlmodel import Session, col, or_, select

from toktok.accounts.audiences import audience_of, may_write, require_audience, standing_to
from toktok.accounts.blocks import hidden_from, is_blocked
from toktok.accounts.clock import written_now
from toktok.accounts.hidden import hidden_reason, require_shown
from toktok.accounts.social_errors import (
    BlockedByCreator,
    NotYours,
    SaidAlready,
    UnknownComment,
)
from toktok.accounts.social_rows import CommentRow, DiscussionRow, Standing
from toktok.accounts.subjects import Subject, comment_at, find_subject
from toktok.accounts.tallies import count, tally_of
from toktok.accounts.wording import require_civil, worded
from toktok.market.creators import deployment
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.store.tables import AppComment

MOST_CHARACTERS = 600


def list_comments(
    session: Session,
    subject: str,
    reader: Address | None = None,
    *,
    sees_hidden: bool = False,
    limit: int = 20,
    cursor: str | None = None,
) -> Page[CommentRow]:
    """Comments as `reader` sees them: none of accounts it does not hear, hidden ones only if they concern it.

    Raises UnknownSubject, ForeignCursor.
    """
    found = find_subject(session, subject)
    listing = Listing(("comments", found.name, deployment(session)))
    statement = select(AppComment).where(AppComment.subject == found.name)
    if unheard := hidden_from(session, reader):
        statement = statement.where(col(AppComment.author).not_in(unheard))
    if hidden_reason(session, found.name) is not None and not sees_hidden:
        return Page((), None)
    if not sees_hidden and reader != found.owner:
        visible = col(AppComment.hidden_at).is_(None)
        own = [] if reader is None else [AppComment.author == reader]
        statement = statement.where(or_(visible, *own))
    if cursor is not None:
        statement = statement.where(col(AppComment.id) < listing.key(cursor, (63,))[0])
    rows = session.exec(statement.order_by(col(AppComment.id).desc()).limit(limit + 1)).all()
    shown = rows[:limit]
    more = len(rows) > limit
    next_cursor = listing.cursor((shown[-1].id or 0,)) if more else None
    return Page(tuple(_row(each, found, reader) for each in shown), next_cursor)


def discussion(session: Session, subject: str, reader: Address | None) -> DiscussionRow:
    """What surrounds the comments of a subject. Raises UnknownSubject."""
    found = find_subject(session, subject)
    audience = audience_of(session, found)
    standing = None if reader is None else standing_to(session, found, reader)
    return DiscussionRow(
        subject=found.name,
        comments=tally_of(session, found.name).comments,
        audience=audience,
        owner=found.owner,
        standing=standing,
        may_write=standing is not None and may_write(audience, standing),
        hidden_reason=hidden_reason(session, found.name),
    )


def write_comment(session: Session, subject: str, author: Address, text: str) -> CommentRow:
    """Write one. Raises UnknownSubject, TextRefused, OutsideTheAudience, BlockedByCreator."""
    found = find_subject(session, subject)
    require_shown(session, found)
    if is_blocked(session, author, by=found.owner):
        raise BlockedByCreator
    standing = require_audience(session, found, author)
    body = _body(text)
    _require_news(session, found, author, body)
    row = AppComment(
        key=secrets.token_bytes(32),
        subject=found.name,
        author=author,
        body=body,
        standing=standing,
        written_at=written_now(session),
    )
    session.add(row)
    count(session, found.name, comments=1)
    return _row(row, found, author)


def edit_comment(session: Session, key: bytes, author: Address, text: str) -> CommentRow:
    """Say it otherwise. Raises UnknownComment, NotYours, TextRefused."""
    row, subject = _own(session, key, author)
    if row.hidden_at is not None:
        raise NotYours("A hidden comment stays as it is.", case="hidden")
    body = _body(text)
    if body != row.body:
        row.body, row.edited_at = body, written_now(session)
        session.add(row)
        count(session, row.subject)
    return _row(row, subject, author)


def delete_comment(session: Session, key: bytes, author: Address) -> None:
    """Remove one's own, for good. Raises UnknownComment, NotYours."""
    row, _ = _own(session, key, author)
    session.delete(row)
    count(session, row.subject, comments=-1 if row.hidden_at is None else 0)


def hide_comment(session: Session, key: bytes, account: Address, reason: str) -> CommentRow:
    """Hide a comment under one's own name. Raises UnknownComment, NotYours."""
    row, subject = _under_own_name(session, key, account)
    set_hidden(session, row, account, reason)
    return _row(row, subject, account)


def show_comment(session: Session, key: bytes, account: Address) -> CommentRow:
    """Show again what one has hidden. Raises UnknownComment, NotYours."""
    row, subject = _under_own_name(session, key, account)
    if row.hidden_at is not None and row.hidden_by != account:
        raise NotYours("An operator has hidden this comment.", case="hidden_by_operator")
    set_shown(session, row)
    return _row(row, subject, account)


def set_hidden(session: Session, row: AppComment, account: Address, reason: str) -> None:
    """Hide a comment from others."""
    step = -1 if row.hidden_at is None else 0
    row.hidden_at, row.hidden_by = written_now(session), account
    row.hidden_reason = reason
    session.add(row)
    count(session, row.subject, comments=step)


def set_shown(session: Session, row: AppComment) -> None:
    """Show a comment to everybody."""
    step = 0 if row.hidden_at is None else 1
    row.hidden_at = row.hidden_by = row.hidden_reason = None
    session.add(row)
    count(session, row.subject, comments=step)


def _body(text: str) -> str:
    body = worded(text, most=MOST_CHARACTERS)
    require_civil(body)
    return body


def _require_news(session: Session, subject: Subject, author: Address, body: str) -> None:
    """Refuse what was said last, there: a button pressed twice, or a machine."""
    last = session.exec(
        select(AppComment)
        .where(AppComment.author == author)
        .order_by(col(AppComment.id).desc())
        .limit(1)
    ).first()
    if last is not None and (last.subject, last.body) == (subject.name, body):
        raise SaidAlready


def _own(session: Session, key: bytes, author: Address) -> tuple[AppComment, Subject]:
    row = comment_at(session, key)
    if row is None:
        raise UnknownComment
    if row.author != author:
        raise NotYours("Somebody else has written this comment.", case="author")
    return row, find_subject(session, row.subject)


def _under_own_name(session: Session, key: bytes, account: Address) -> tuple[AppComment, Subject]:
    row = comment_at(session, key)
    if row is None:
        raise UnknownComment
    subject = find_subject(session, row.subject)
    if subject.owner != account:
        raise NotYours("Only the creator hides comments under its name.", case="under_name")
    return row, subject


def _row(row: AppComment, subject: Subject, reader: Address | None) -> CommentRow:
    return CommentRow(
        id=row.key.hex(),
        subject=row.subject,
        author=row.author,
        body=row.body,
        standing=next(each for each in get_args(Standing) if each == row.standing),
        written_at=row.written_at,
        edited_at=row.edited_at,
        hidden=row.hidden_at is not None,
        hidden_reason=row.hidden_reason,
        may=_may(row, subject, reader),
    )


def _may(row: AppComment, subject: Subject, reader: Address | None) -> tuple[str, ...]:
    """What `reader` can do with a comment."""
    if reader is None:
        return ()
    hidden = row.hidden_at is not None
    if reader == row.author:
        return ("delete",) if hidden else ("edit", "delete")
    if reader != subject.owner:
        return () if hidden else ("report", "mute")
    if hidden:
        return ("show",) if row.hidden_by == reader else ()
    return ("hide", "report", "mute")
