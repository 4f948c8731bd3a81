"""Auctions of moments and their bids."""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address


class AuctionStatus(IntEnum):
    """Status as the contract tells it; `RUNNING` until somebody settles it, also after its end."""

    NONE = 0
    RUNNING = 1
    SETTLED = 2
    CANCELED = 3


class Auction(SQLModel, table=True):
    """An auction: TT wei and timestamps. `bidder` is None and `amount` 0 without a bid.

    `royalty`, `fee` and `to_seller` are what a settled one was divided into; all 0 if it was booked as
    a sale of the creator's, or nobody bid.
    """

    __tablename__ = "auction"
    __table_args__ = (
        Index("ix_auction_status", "status", "auction"),
        Index("ix_auction_moment", "moment", "auction"),
        Index("ix_auction_token", "token_id"),
        Index("ix_auction_seller", "seller", "auction"),
        Index("ix_auction_bidder", "bidder", "auction"),
        Index("ix_auction_ends", "ends_at", "auction"),
    )

    auction: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    token_id: int = Field(sa_type=BigInteger)
    moment: int = Field(sa_type=BigInteger)
    seller: bytes = Field(sa_type=Address)
    status: int
    reserve_price: int = Field(sa_type=U256)
    opens_at: int = Field(sa_type=BigInteger)
    ends_at: int = Field(sa_type=BigInteger)
    created_block: int = Field(sa_type=BigInteger)
    created_log: int
    created_at: int = Field(sa_type=BigInteger)
    bidder: bytes | None = Field(default=None, sa_type=Address)
    amount: int = Field(default=0, sa_type=U256)
    bids: int = Field(default=0)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
    royalty: int = Field(default=0, sa_type=U256)
    fee: int = Field(default=0, sa_type=U256)
    to_seller: int = Field(default=0, sa_type=U256)


class Bid(Happening, table=True):
    """A bid, the end of the auction after it, and the bid it beat."""

    __tablename__ = "bid"
    __table_args__ = (
        Index("ix_bid_auction", "auction", "block_number", "log_index"),
        Index("ix_bid_bidder", "bidder", "block_number", "log_index"),
        Index("ix_bid_outbid", "outbid", "block_number", "log_index"),
    )

    auction: int = Field(sa_type=BigInteger)
    bidder: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
    ends_at: int = Field(sa_type=BigInteger)
    outbid: bytes | None = Field(default=None, sa_type=Address)
    outbid_amount: int = Field(default=0, sa_type=U256)
