"""Subscriptions that end."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.accounts.notices.inquiry import Inquiry
from toktok.accounts.notices.notice import Notice, beside
from toktok.store.tables import Subscription

WARNING = 3 * 86_400
"""So many seconds before its end one is told of a subscription."""


def subscriptions(session: Session, asked: Inquiry) -> list[Notice]:
    """Subscriptions of the account that end within `WARNING`, or have ended since one was told."""
    told_by = asked.head.timestamp
    if asked.before is not None:
        told_by = min(told_by, asked.before[0])
    found = session.exec(
        select(Subscription)
        .where(Subscription.account == asked.account, Subscription.ends_at <= told_by + WARNING)
        .order_by(col(Subscription.ends_at).desc())
        .limit(asked.limit + 1)
    )
    return asked.only(
        Notice(
            beside(each.ends_at - WARNING, "subscription", int.from_bytes(each.creator[:6])),
            "subscription_ending",
            token=None if each.subject == each.creator else each.subject,
            other=each.creator,
            ends_at=each.ends_at,
        )
        for each in found
    )
