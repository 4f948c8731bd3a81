"""What operators have hidden: gone from lists, with a notice at its address; money is not touched."""

from __future__ import annotations

from sqlmodel import Session

from toktok.accounts.social_errors import SubjectIsHidden
from toktok.accounts.subjects import Subject
from toktok.store.tables import AppHidden


def hidden_reason(session: Session, subject: str) -> str | None:
    """Why operators have hidden this subject; None if they have not."""
    found = session.get(AppHidden, subject)
    return None if found is None else found.reason


def require_shown(session: Session, subject: Subject) -> None:
    """Refuse what would be added to a subject that is hidden. Raises SubjectIsHidden."""
    if session.get(AppHidden, subject.name) is not None:
        raise SubjectIsHidden
