"""How a moment can be had from those who have it: at an auction, or by an open listing."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import ColumnElement, exists, literal
from sqlmodel import col

from toktok.market.head import Head
from toktok.moments.order_states import orders, reason_of
from toktok.moments.typed_data import Side
from toktok.moments.venue import Venue
from toktok.store.tables import Auction, AuctionStatus, Moment, SignedOrder

Offered = Literal["auction", "listing"]


def offered_so(how: Offered, venue: Venue, head: Head) -> ColumnElement[bool]:
    """Whether a moment has an auction that is not settled, or an open listing: for a query to filter by."""
    if how == "auction":
        return exists().where(
            col(Auction.moment) == col(Moment.moment),
            col(Auction.status) == int(AuctionStatus.RUNNING),
        )
    listings = orders(literal(1), venue=venue, head=head).where(
        col(SignedOrder.moment) == col(Moment.moment),
        col(SignedOrder.side) == int(Side.LISTING),
        reason_of(venue, head) == "open",
    )
    return listings.correlate(Moment).exists()
