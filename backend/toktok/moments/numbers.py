"""The numbers of moments, for who only needs to know which there are."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.store.tables import Moment


def newest_numbers(session: Session, *, limit: int) -> list[int]:
    """Numbers of moments, the newest first."""
    newest = select(Moment.moment).order_by(col(Moment.moment).desc())
    return list(session.exec(newest.limit(limit)))
