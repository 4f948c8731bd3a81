"""What operators do about what people say and show, and the record of it that only grows."""

from __future__ import annotations

import secrets

from sqlmodel import Session

from toktok.accounts.acts import act_row
from toktok.accounts.clock import written_now
from toktok.accounts.comments import set_hidden, set_shown
from toktok.accounts.picture_states import set_state
from toktok.accounts.reports import close_reports
from toktok.accounts.social_errors import NothingToDo, UnknownComment
from toktok.accounts.social_rows import Act, ActRow
from toktok.accounts.subjects import (
    Subject,
    comment_at,
    find_reportable,
    find_subject,
    picture_subject,
)
from toktok.accounts.tallies import count
from toktok.accounts.wording import worded
from toktok.market.values import Address
from toktok.store.tables import AppAct, AppComment, AppHidden

MOST_CHARACTERS = 300


def hide(session: Session, operator: Address, subject: str, reason: str) -> ActRow:
    """Hide a subject from everybody else, and close what was reported about it.

    Raises UnknownSubject, NothingToDo, TextRefused.
    """
    found, why = find_reportable(session, subject), worded(reason, most=MOST_CHARACTERS)
    if found.kind == "comment":
        comment = _comment(session, found)
        creator = find_subject(session, comment.subject).owner
        if comment.hidden_at is not None and comment.hidden_by != creator:
            raise NothingToDo("It is hidden already.", case="hidden")
        set_hidden(session, comment, operator, why)
    elif found.kind == "picture":
        if not set_state(session, _picture(found), "rejected", why):
            raise NothingToDo("It is hidden already.", case="hidden")
    else:
        if session.get(AppHidden, found.name) is not None:
            raise NothingToDo("It is hidden already.", case="hidden")
        now = written_now(session)
        session.add(AppHidden(subject=found.name, operator=operator, reason=why, since=now))
        count(session, found.name)
    close_reports(session, found.name)
    return record(session, operator, "hide", found.name, why)


def restore(session: Session, operator: Address, subject: str, reason: str) -> ActRow:
    """Show a subject again. Raises UnknownSubject, NothingToDo, TextRefused."""
    found, why = find_reportable(session, subject), worded(reason, most=MOST_CHARACTERS)
    if found.kind == "comment":
        comment = _comment(session, found)
        if comment.hidden_at is None:
            raise NothingToDo("It is not hidden.", case="shown")
        set_shown(session, comment)
    elif found.kind == "picture":
        if not set_state(session, _picture(found), "approved", ""):
            raise NothingToDo("It is not hidden.", case="shown")
    else:
        known = session.get(AppHidden, found.name)
        if known is None:
            raise NothingToDo("It is not hidden.", case="shown")
        session.delete(known)
        count(session, found.name)
    return record(session, operator, "restore", found.name, why)


def dismiss(session: Session, operator: Address, subject: str, reason: str) -> ActRow:
    """Leave a subject as it is, and close what was reported about it. Raises NothingToDo, TextRefused.

    A comment its author has deleted meanwhile is closed so, too.
    """
    why = worded(reason, most=MOST_CHARACTERS)
    if not close_reports(session, subject):
        raise NothingToDo("No report about it waits.", case="reported")
    return record(session, operator, "dismiss", subject, why)


def approve_picture(session: Session, operator: Address, picture: str) -> ActRow:
    """Let everybody see a picture that waits. Raises UnknownSubject, NothingToDo."""
    found = find_reportable(session, picture_subject(picture))
    if not set_state(session, picture, "approved", ""):
        raise NothingToDo("It is approved already.", case="approved")
    return record(session, operator, "approve", found.name, "")


def refuse_picture(session: Session, operator: Address, picture: str, reason: str) -> ActRow:
    """Show a picture that waits to nobody but its owner. Raises UnknownSubject, NothingToDo, TextRefused."""
    found = find_reportable(session, picture_subject(picture))
    why = worded(reason, most=MOST_CHARACTERS)
    if not set_state(session, picture, "rejected", why):
        raise NothingToDo("It is rejected already.", case="rejected")
    return record(session, operator, "refuse", found.name, why)


def record(session: Session, operator: Address, act: Act, subject: str, reason: str) -> ActRow:
    """Write down what an operator did."""
    row = AppAct(
        key=secrets.token_bytes(32),
        operator=operator,
        act=act,
        subject=subject,
        reason=reason,
        done_at=written_now(session),
    )
    session.add(row)
    session.flush()
    return act_row(row)


def _picture(subject: Subject) -> str:
    return subject.name.partition(":")[2]


def _comment(session: Session, subject: Subject) -> AppComment:
    comment = comment_at(session, bytes.fromhex(subject.name.partition(":")[2]))
    if comment is None:
        raise UnknownComment
    return comment
