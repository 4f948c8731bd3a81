"""Moments of which somebody bought the first serial."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.accounts.notices.inquiry import Inquiry, place_of
from toktok.accounts.notices.notice import Notice
from toktok.store.tables import Moment, MomentSale

SERIALS = 100_000


def first_sales(session: Session, asked: Inquiry) -> list[Notice]:
    """The first sale of each moment the account created, to others; `amount` is for all that was bought."""
    # By moment: a creator has few of these, and may have sold very many serials.
    sold = session.exec(
        select(Moment.moment).where(Moment.creator == asked.account, Moment.minted > 0)
    ).all()
    if not sold:
        return []
    found = session.exec(
        select(MomentSale).where(
            col(MomentSale.token_id).in_([moment * SERIALS + 1 for moment in sold]),
            MomentSale.kind == "mint",
            MomentSale.buyer != asked.account,
        )
    )
    return asked.only(
        Notice(
            place_of(each), "first_sale", moment=each.moment, other=each.buyer, amount=each.amount
        )
        for each in found
        # A one-of-one to be auctioned costs nothing to who creates it.
        if each.amount
    )
