"""Perks that somebody redeemed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam
from sqlmodel import Session, col, select

from toktok.accounts.notices.inquiry import Inquiry, place_of
from toktok.accounts.notices.notice import Notice
from toktok.market.values import Address
from toktok.store.tables import Activity, CreatorAccount, Moment, MomentIncome


def perks(session: Session, asked: Inquiry) -> list[Notice]:
    """Perks that somebody redeemed, of moments the account earns with: of its token, or of none yet."""
    redeemed: BindParameter[Any] = bindparam("redeemed", "redeem", literal_execute=True)
    statement = select(Activity).where(col(Activity.kind) == redeemed)
    behind = session.get(CreatorAccount, asked.account)
    found: list[Activity] = []
    if behind is not None and behind.token is not None:
        of_token = statement.where(Activity.token == behind.token)
        found += session.exec(asked.last(of_token, Activity))
    if unbound := _unbound(session, asked.account):
        found += session.exec(statement.where(col(Activity.moment).in_(unbound)))
    return asked.only(
        Notice(place_of(each), "perk_redeemed", moment=each.moment, other=each.account)
        for each in found
    )


def _unbound(session: Session, account: Address) -> Sequence[int]:
    """Moments of the account that have brought perks to somebody, but follow no token."""
    return session.exec(
        select(MomentIncome.moment)
        .join(Moment, col(Moment.moment) == col(MomentIncome.moment))
        .where(
            col(MomentIncome.token).is_(None),
            MomentIncome.creator == account,
            Moment.redeemed > 0,
        )
    ).all()
