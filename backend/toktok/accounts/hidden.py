"""What operators have hidden: gone from lists, with a notice at its address; money is not touched."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from toktok.accounts.social_errors import SubjectIsHidden
from toktok.accounts.subjects import Subject
from toktok.config import Settings
from toktok.market.values import Address
from toktok.store.tables import AppHidden, Moment


def hidden_reason(session: Session, subject: str) -> str | None:
    """Why operators have hidden this subject; None if they have not."""
    found = session.get(AppHidden, subject)
    return None if found is None else found.reason


def require_shown(session: Session, subject: Subject) -> None:
    """Refuse what would be added to a subject that is hidden. Raises SubjectIsHidden."""
    if session.get(AppHidden, subject.name) is not None:
        raise SubjectIsHidden


def may_review(
    session: Session, settings: Settings, reader: Address | None, moments: Collection[int]
) -> bool:
    """Whether `reader` still sees what hidden moments show: operators do, and who made one of them."""
    if reader is None or settings.is_operator(reader):
        return reader is not None
    made = select(Moment.moment).where(col(Moment.moment).in_(moments), Moment.creator == reader)
    return session.exec(made.limit(1)).first() is not None
