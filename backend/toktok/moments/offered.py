"""How a moment can be had from those who have it: at an auction, or by an open listing."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import ColumnElement, exists, literal

from toktok.moments.order_states import REASON, orders
from toktok.moments.typed_data import Side
from toktok.store.rows import columns
from toktok.store.tables import Auction, AuctionStatus, Moment, SignedOrder

_MOMENT, _AUCTION, _ORDER = columns(Moment), columns(Auction), columns(SignedOrder)

Offered = Literal["auction", "listing"]


def offered_so(how: Offered) -> ColumnElement[bool]:
    """Whether a moment has an auction that is not settled, or an open listing: for a query to filter by.

    The latter is looked at as `order_states.asked_at` says.
    """
    if how == "auction":
        return exists().where(
            _AUCTION.moment == _MOMENT.moment,
            _AUCTION.status == int(AuctionStatus.RUNNING),
        )
    listings = orders(literal(1)).where(
        _ORDER.moment == _MOMENT.moment,
        _ORDER.side == int(Side.LISTING),
        REASON == "open",
    )
    return listings.correlate(_MOMENT.moment.table).exists()
