"""Launches that ended."""

from __future__ import annotations

from sqlmodel import Session, select

from toktok.accounts.notices.inquiry import Inquiry, place_of
from toktok.accounts.notices.notice import Notice
from toktok.market.endings import endings_of
from toktok.store.tables import Allocation


def launches(session: Session, asked: Inquiry) -> list[Notice]:
    """Launches the account is in that succeeded, so that it may claim, or failed, so that it is refunded."""
    mine = select(Allocation.token).where(Allocation.account == asked.account)
    return asked.only(
        Notice(
            place_of(each),
            "launch_failed" if each.kind == "failed" else "launch_succeeded",
            token=each.token,
        )
        for each in endings_of(session, session.exec(mine).all())
    )
