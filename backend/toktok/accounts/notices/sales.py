"""What was sold and bought."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from toktok.accounts.notices.inquiry import Inquiry, place_of
from toktok.accounts.notices.notice import Kind, Notice
from toktok.store.tables import MomentSale


def sold(session: Session, asked: Inquiry) -> list[Notice]:
    """Listings that were filled and auctions that were settled, of the account as the seller."""
    return _sales(session, asked, MomentSale.seller, {"listing": "sold", "auction": "sold"})


def bought(session: Session, asked: Inquiry) -> list[Notice]:
    """Auctions the account won, and offers of its that somebody took."""
    kinds: dict[str, Kind] = {
        "auction": "won",
        "offer": "offer_accepted",
        "moment_offer": "offer_accepted",
    }
    return _sales(session, asked, MomentSale.buyer, kinds)


def _sales(session: Session, asked: Inquiry, side: Any, kinds: dict[str, Kind]) -> list[Notice]:
    statement = select(MomentSale).where(
        side == asked.account, col(MomentSale.kind).in_(list(kinds))
    )
    return [
        Notice(
            place_of(sale),
            kinds[sale.kind],
            moment=sale.moment,
            token_id=sale.token_id,
            other=sale.buyer if sale.seller == asked.account else sale.seller,
            amount=sale.price,
        )
        for sale in session.exec(asked.last(statement, MomentSale))
    ]
