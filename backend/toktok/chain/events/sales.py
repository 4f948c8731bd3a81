"""Events of the auction house and of the exchange."""

from __future__ import annotations

from toktok.chain.events.base import Event


class AuctionCreated(Event, frozen=True, gc=False):
    """A token is up for auction."""

    auction: int
    token_id: int
    seller: bytes
    reserve_price: int
    opens_at: int
    ends_at: int


class BidPlaced(Event, frozen=True, gc=False):
    """A bid, and the one it beat."""

    auction: int
    bidder: bytes
    amount: int
    ends_at: int
    outbid: bytes
    outbid_amount: int


class AuctionCanceled(Event, frozen=True, gc=False):
    """A seller took its token back; nobody had bid."""

    auction: int


class AuctionSettled(Event, frozen=True, gc=False):
    """An auction is over; nobody wins where nobody bid."""

    auction: int
    token_id: int
    winner: bytes
    amount: int
    royalty: int
    fee: int
    to_seller: int


class OrderFilled(Event, frozen=True, gc=False):
    """A signed order was filled."""

    order_hash: bytes
    maker: bytes
    taker: bytes
    side: int
    token_id: int
    to: bytes
    price: int
    royalty: int
    fee: int
    to_seller: int
    group: int


class GroupCanceled(Event, frozen=True, gc=False):
    """No order of the group can be filled any more."""

    maker: bytes
    group: int


class CounterIncremented(Event, frozen=True, gc=False):
    """Every order signed before is void."""

    maker: bytes
    counter: int
