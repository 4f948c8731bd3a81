"""Events of the auction house and of the exchange."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.events.base import Event


@dataclass(frozen=True, slots=True)
class AuctionCreated(Event):
    """A token is up for auction."""

    auction: int
    token_id: int
    seller: bytes
    reserve_price: int
    opens_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class BidPlaced(Event):
    """A bid, and the one it beat."""

    auction: int
    bidder: bytes
    amount: int
    ends_at: int
    outbid: bytes
    outbid_amount: int


@dataclass(frozen=True, slots=True)
class AuctionCanceled(Event):
    """A seller took its token back; nobody had bid."""

    auction: int


@dataclass(frozen=True, slots=True)
class AuctionSettled(Event):
    """An auction is over; nobody wins where nobody bid."""

    auction: int
    token_id: int
    winner: bytes
    amount: int
    royalty: int
    fee: int
    to_seller: int


@dataclass(frozen=True, slots=True)
class OrderFilled(Event):
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


@dataclass(frozen=True, slots=True)
class GroupCanceled(Event):
    """No order of the group can be filled any more."""

    maker: bytes
    group: int


@dataclass(frozen=True, slots=True)
class CounterIncremented(Event):
    """Every order signed before is void."""

    maker: bytes
    counter: int
