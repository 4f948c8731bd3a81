"""What a creator's days brought: revenue by source, and holders."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from toktok.store.types import U256, Address

RevenueSource = Literal[
    "trade", "tip", "sale", "resale", "royalty", "subscription", "fund", "fan_gift", "unheld"
]


class RevenueDay(SQLModel, table=True):
    """What came in for a creator and its fans on one day from one source, in TT wei.

    `subject` is the trading token it came for, or the creator itself for what came before it had one.
    `day` is the timestamp with which a UTC day begins, by the chain's clock. `amount` is all that was
    paid: what neither creator nor fans got is the protocol's, a referrer's or a sound's. `shared` is the
    part of `to_creator` that lists gave to others than the creator and its payout address. Sources:

    - trade: a trade's fees, when the trade happens
    - tip, sale, resale, royalty, subscription: an income, when it is divided, as in `IncomeTotal`
    - fund: what the creator fund credited
    - fan_gift: what anybody gave to the fans' pool
    - unheld: the part of released dividends that falls on tokens nobody holds, when a touch of the
      token books it for the creator; it was the fans' when it came in
    """

    __tablename__ = "revenue_day"
    __table_args__ = {"sqlite_with_rowid": False}

    subject: bytes = Field(primary_key=True, sa_type=Address)
    day: int = Field(primary_key=True, sa_type=BigInteger)
    source: str = Field(primary_key=True)
    count: int = Field(default=0)
    amount: int = Field(default=0, sa_type=U256)
    to_creator: int = Field(default=0, sa_type=U256)
    to_fans: int = Field(default=0, sa_type=U256)
    shared: int = Field(default=0, sa_type=U256)


class RevenueTotal(SQLModel, table=True):
    """The same over all days."""

    __tablename__ = "revenue_total"
    __table_args__ = {"sqlite_with_rowid": False}

    subject: bytes = Field(primary_key=True, sa_type=Address)
    source: str = Field(primary_key=True)
    count: int = Field(default=0)
    amount: int = Field(default=0, sa_type=U256)
    to_creator: int = Field(default=0, sa_type=U256)
    to_fans: int = Field(default=0, sa_type=U256)
    shared: int = Field(default=0, sa_type=U256)


class HolderDay(SQLModel, table=True):
    """A token's holders and supply (token wei) after the last change of a day that changed one of them.

    `day` as in `RevenueDay`; holders of allocations count, as in `Creator.holders`.
    """

    __tablename__ = "holder_day"
    __table_args__ = {"sqlite_with_rowid": False}

    token: bytes = Field(primary_key=True, sa_type=Address)
    day: int = Field(primary_key=True, sa_type=BigInteger)
    holders: int = Field(default=0)
    supply: int = Field(default=0, sa_type=U256)
