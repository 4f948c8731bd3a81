"""The handles of creators, for who only needs to know which there are."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.store.tables import Creator, Status


def newest_handles(session: Session, *, limit: int) -> list[str]:
    """Handles of tokens that trade, the newest launch first."""
    order = (col(Creator.launched_block).desc(), col(Creator.launched_log).desc())
    trading = select(Creator.handle).where(Creator.status == Status.TRADING)
    return list(session.exec(trading.order_by(*order).limit(limit)))
