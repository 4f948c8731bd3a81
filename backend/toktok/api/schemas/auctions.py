"""Auctions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import CREATOR, FAN, ROW, page
from toktok.api.schemas.moment_examples import AUCTION
from toktok.api.schemas.moments import Author, TokenId
from toktok.api.schemas.values import (
    Address,
    EventId,
    Hash,
    NextCursor,
    Record,
    Timestamp,
    Wei,
    example,
)


class Auction(Record):
    """An auction of one token. Bids are held by the contract; who is outbid is credited at once."""

    model_config = example(AUCTION)

    auction: int
    token_id: TokenId
    moment: int
    serial: int
    name: str | None
    author: Author
    seller: Address
    state: Annotated[
        Literal["to_come", "running", "ended", "settled", "canceled"],
        Field(description="Ended: anyone may settle it."),
    ]
    reserve_price: Wei
    amount: Annotated[Wei, Field(description="The highest bid; 0 without one.")]
    bidder: Address | None
    bids: int
    minimum_bid: Annotated[
        Wei | None, Field(description="Least next bid; null where none is taken any more.")
    ]
    opens_at: Timestamp
    ends_at: Annotated[Timestamp, Field(description="10 minutes later by a bid in the last 10.")]
    opens_in: Annotated[int, Field(description="Seconds by the chain's clock; 0: has opened.")]
    ends_in: Annotated[int, Field(description="Seconds by the chain's clock; 0: has ended.")]
    created_at: Timestamp
    closed_at: Timestamp | None
    royalty: Wei
    fee: Wei
    to_seller: Annotated[
        Wei, Field(description="0 too where all was booked as a sale of its creator's.")
    ]


class AuctionPage(Record):
    """Some auctions, the newest first."""

    model_config = example(page(AUCTION))

    items: list[Auction]
    next_cursor: NextCursor


class Bid(Record):
    """A bid, and the one it beat."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: Timestamp
    bidder: Address
    amount: Wei
    ends_at: Annotated[Timestamp, Field(description="The end after it.")]
    outbid: Address | None
    outbid_amount: Wei


class AuctionDetail(Auction):
    """An auction and its bids."""

    model_config = example(
        {
            **AUCTION,
            "now": 1_790_000_000,
            "bid_list": [
                {
                    **ROW,
                    "bidder": FAN,
                    "amount": "60000000000000000000",
                    "ends_at": 1_790_076_400,
                    "outbid": CREATOR,
                    "outbid_amount": "50000000000000000000",
                }
            ],
        }
    )

    now: Annotated[Timestamp, Field(description="The chain's clock: count down from it.")]
    bid_list: Annotated[list[Bid], Field(description="The last 100, the last first.")]
