"""What decides whether a signed order can be filled, and the orders that were."""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address, Hash


class Side(IntEnum):
    """Of an order: sells a token, buys one, buys any one of a moment."""

    LISTING = 0
    OFFER = 1
    MOMENT_OFFER = 2


class OrderFill(Happening, table=True):
    """A filled order. The taker of a listing bought, the taker of an offer sold; `to` has the token."""

    __tablename__ = "order_fill"
    __table_args__ = (
        Index("ix_order_fill_order", "order_hash"),
        Index("ix_order_fill_maker", "maker", "block_number", "log_index"),
    )

    order_hash: bytes = Field(sa_type=Hash)
    maker: bytes = Field(sa_type=Address)
    taker: bytes = Field(sa_type=Address)
    side: int
    token_id: int = Field(sa_type=BigInteger)
    to: bytes = Field(sa_type=Address)
    price: int = Field(sa_type=U256)
    royalty: int = Field(sa_type=U256)
    fee: int = Field(sa_type=U256)
    to_seller: int = Field(sa_type=U256)
    group: int = Field(sa_type=U256)


class ClosedGroup(SQLModel, table=True):
    """A group of which nothing can be filled any more: cancelled, or ended by a filled offer."""

    __tablename__ = "closed_group"

    maker: bytes = Field(primary_key=True, sa_type=Address)
    group: int = Field(primary_key=True, sa_type=U256)
    closed_at: int = Field(sa_type=BigInteger)


class OrderCounter(SQLModel, table=True):
    """The counter an account's orders must carry; 0 where there is no row."""

    __tablename__ = "order_counter"

    maker: bytes = Field(primary_key=True, sa_type=Address)
    counter: int = Field(default=0, sa_type=U256)


class MomentApproval(SQLModel, table=True):
    """Whether an owner lets the exchange, and the auction house, move all of its moments."""

    __tablename__ = "moment_approval"

    owner: bytes = Field(primary_key=True, sa_type=Address)
    exchange: bool = Field(default=False)
    auction: bool = Field(default=False)


class ExchangeAllowance(SQLModel, table=True):
    """TT wei the exchange may still take of an account; 2^256 − 1 never falls."""

    __tablename__ = "exchange_allowance"

    account: bytes = Field(primary_key=True, sa_type=Address)
    amount: int = Field(default=0, sa_type=U256)
