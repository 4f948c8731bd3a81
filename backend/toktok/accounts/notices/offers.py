"""Offers that wait for an answer."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.accounts.notices.inquiry import Inquiry
from toktok.accounts.notices.notice import Notice, beside
from toktok.moments.order_states import REASON, asked_at, orders
from toktok.store.tables import MomentToken, MomentWallet, Side, SignedOrder


def offers(session: Session, asked: Inquiry) -> list[Notice]:
    """Offers that can be taken now, for what the account owns, by when they were signed."""
    owned = select(MomentToken.token_id).where(MomentToken.owner == asked.account)
    held = select(MomentWallet.moment).where(
        MomentWallet.account == asked.account, MomentWallet.held > 0
    )
    wanted = (
        (Side.OFFER, col(SignedOrder.token_id).in_(owned)),
        (Side.MOMENT_OFFER, col(SignedOrder.moment).in_(held)),
    )
    found = [
        order
        for side, what in wanted
        for order, _ in session.execute(
            orders(SignedOrder).where(
                what,
                col(SignedOrder.side) == int(side),
                col(SignedOrder.maker) != asked.account,
                REASON == "open",
            ),
            asked_at(asked.venue, asked.head),
        )
    ]
    return asked.only(
        Notice(
            beside(order.signed_at, "offer", order.id or 0),
            "offer",
            moment=order.moment,
            token_id=order.token_id,
            other=order.maker,
            amount=order.price,
            ends_at=order.expiry,
        )
        for order in found
    )
