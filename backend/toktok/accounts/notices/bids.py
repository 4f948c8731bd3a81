"""Bids that beat one of the account's."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.accounts.notices.inquiry import Inquiry, place_of
from toktok.accounts.notices.notice import Notice
from toktok.store.tables import Auction, Bid


def outbid(session: Session, asked: Inquiry) -> list[Notice]:
    """Bids that beat one of the account's; `amount` is what is bid now."""
    statement = (
        select(Bid, Auction)
        .join(Auction, col(Auction.auction) == col(Bid.auction))
        .where(Bid.outbid == asked.account, Bid.bidder != asked.account)
    )
    return [
        Notice(
            place_of(bid),
            "outbid",
            moment=auction.moment,
            token_id=auction.token_id,
            other=bid.bidder,
            amount=bid.amount,
            ends_at=auction.ends_at,
        )
        for bid, auction in session.exec(asked.last(statement, Bid))
    ]
