"""Incomes: booked per moment, divided, and the lists that divide them."""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address, Hash


class Source(IntEnum):
    """Where money in the ledger comes from, as the contract counts."""

    TIP = 0
    SALE = 1
    RESALE = 2
    ROYALTY = 3
    SUBSCRIPTION = 4
    FUND = 5
    OUTBID = 6
    REFERRAL = 7


class MomentIncome(SQLModel, table=True):
    """The ledger's account of a moment: how its income is divided, and what waits to be.

    Accounts are opened by anyone; those of moments by TopMoments. `token` is the trading token that the
    moment follows: whoever is its creator earns, its holders get the fans' part. Without one `creator`
    earns. `sales`, `resales` and `referred` are TT wei that wait, `divided` and the four parts what
    was divided ever; `shared` is the part of `to_creator` that others had than who earns.
    """

    __tablename__ = "moment_income"
    __table_args__ = (
        Index("ix_moment_income_creator", "creator", "moment"),
        Index("ix_moment_income_token", "token", "moment"),
        Index("ix_moment_income_splits", "splits"),
        Index("ix_moment_income_sound_splits", "sound_splits"),
    )

    moment: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    opener: bytes = Field(sa_type=Address)
    creator: bytes = Field(sa_type=Address)
    royalty_bps: int
    sound_bps: int
    sound_splits: bytes | None = Field(default=None, sa_type=Hash)
    splits: bytes | None = Field(default=None, sa_type=Hash)
    token: bytes | None = Field(default=None, sa_type=Address)
    sales: int = Field(default=0, sa_type=U256)
    resales: int = Field(default=0, sa_type=U256)
    referred: int = Field(default=0, sa_type=U256)
    divided: int = Field(default=0, sa_type=U256)
    to_sound: int = Field(default=0, sa_type=U256)
    to_creator: int = Field(default=0, sa_type=U256)
    to_fans: int = Field(default=0, sa_type=U256)
    to_protocol: int = Field(default=0, sa_type=U256)
    shared: int = Field(default=0, sa_type=U256)


class SaleBooking(Happening, table=True):
    """A payment that waits to be divided, and what waits after it. `source` is a `Source`."""

    __tablename__ = "sale_booking"
    __table_args__ = (Index("ix_sale_booking_moment", "moment", "block_number", "log_index"),)

    moment: int = Field(sa_type=BigInteger)
    source: int
    payer: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
    sales: int = Field(sa_type=U256)
    resales: int = Field(sa_type=U256)


class SaleReferral(Happening, table=True):
    """What a referrer was credited for a sale."""

    __tablename__ = "sale_referral"
    __table_args__ = (Index("ix_sale_referral_referrer", "referrer", "block_number", "log_index"),)

    moment: int = Field(sa_type=BigInteger, index=True)
    referrer: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
    referred: int = Field(sa_type=U256)


class Income(Happening, table=True):
    """An income and how it was divided, in TT wei; the four parts add up to `amount`.

    `source` is a `Source`; `moment` and `payer` are None where there is none; `token` is the trading
    token whose holders got `to_fans`, None if the creator had none.
    """

    __tablename__ = "income"
    __table_args__ = (
        Index("ix_income_creator", "creator", "block_number", "log_index"),
        Index("ix_income_moment", "moment", "block_number", "log_index"),
    )

    creator: bytes = Field(sa_type=Address)
    token: bytes | None = Field(default=None, sa_type=Address)
    source: int
    moment: int | None = Field(default=None, sa_type=BigInteger)
    payer: bytes | None = Field(default=None, sa_type=Address)
    amount: int = Field(sa_type=U256)
    to_sound: int = Field(sa_type=U256)
    to_creator: int = Field(sa_type=U256)
    to_fans: int = Field(sa_type=U256)
    to_protocol: int = Field(sa_type=U256)
    to_referrers: int = Field(sa_type=U256)


class IncomeTotal(SQLModel, table=True):
    """All incomes of a creator of one source, in TT wei.

    `shared` is the part of `to_creator` that lists gave to others than the creator and its payout address.
    """

    __tablename__ = "income_total"

    creator: bytes = Field(primary_key=True, sa_type=Address)
    source: int = Field(primary_key=True)
    amount: int = Field(default=0, sa_type=U256)
    to_sound: int = Field(default=0, sa_type=U256)
    to_creator: int = Field(default=0, sa_type=U256)
    to_fans: int = Field(default=0, sa_type=U256)
    to_protocol: int = Field(default=0, sa_type=U256)
    count: int = Field(default=0)
    shared: int = Field(default=0, sa_type=U256)


class Split(SQLModel, table=True):
    """One recipient of a list, from position 0; the last takes what rounding leaves."""

    __tablename__ = "split"

    list_id: bytes = Field(primary_key=True, sa_type=Hash)
    position: int = Field(primary_key=True)
    recipient: bytes = Field(sa_type=Address, index=True)
    bps: int


class CreatorSplits(SQLModel, table=True):
    """The list that divides a creator's incomes that name none; None: all to its payout address."""

    __tablename__ = "creator_splits"

    creator: bytes = Field(primary_key=True, sa_type=Address)
    list_id: bytes | None = Field(default=None, sa_type=Hash, index=True)
