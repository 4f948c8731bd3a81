"""Creators: the launch, the curve and the books of each token."""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.types import U256, Address


class Status(IntEnum):
    """Status of a launch as events tell it; `CLOSED` is never stored, it follows from the clock."""

    NONE = 0
    OPEN = 1
    CLOSED = 2
    TRADING = 3
    FAILED = 4


class Creator(SQLModel, table=True):
    """One launch and, once it succeeded, the token's market and dividends book.

    Amounts are TT wei, but for `supply` (token wei), `accumulator` (TT wei per token wei · 2^80) and
    `price` (TT wei per whole token, rounded down). `founder` opened the launch, `creator` is behind
    the token now.
    """

    __tablename__ = "creator"
    __table_args__ = (
        Index("ix_creator_handle", "handle", "launched_block", "launched_log"),
        Index("ix_creator_status", "status", "launched_block", "launched_log"),
        Index("ix_creator_reserve", "status", "reserve", "launched_block", "launched_log"),
        Index("ix_creator_volume", "status", "volume", "launched_block", "launched_log"),
        Index("ix_creator_holders", "status", "holders", "launched_block", "launched_log"),
        Index("ix_creator_fan_revenue", "status", "fan_revenue", "launched_block", "launched_log"),
    )

    token: bytes = Field(primary_key=True, sa_type=Address)
    creator: bytes = Field(sa_type=Address, index=True)
    founder: bytes = Field(sa_type=Address)
    handle: str
    name: str
    symbol: str
    contract_uri: str
    status: int
    launched_block: int = Field(sa_type=BigInteger)
    launched_log: int
    launched_at: int = Field(sa_type=BigInteger)
    closes_at: int = Field(sa_type=BigInteger)
    finalized_at: int | None = Field(default=None, sa_type=BigInteger)
    minimum_raise: int = Field(sa_type=U256)
    maximum_raise: int = Field(sa_type=U256)
    max_per_account: int = Field(sa_type=U256)
    allocation_vesting: int = Field(sa_type=BigInteger)
    creator_vesting: int = Field(sa_type=BigInteger)
    creator_fee_bps: int
    fan_fee_bps: int
    bond: int = Field(sa_type=U256)
    raised: int = Field(default=0, sa_type=U256)
    contributors: int = Field(default=0)
    pending_creator: bytes | None = Field(default=None, sa_type=Address, index=True)
    pending_eta: int | None = Field(default=None, sa_type=BigInteger)

    reserve: int = Field(default=0, sa_type=U256)
    supply: int = Field(default=0, sa_type=U256)
    returned: int = Field(default=0, sa_type=U256)
    price: int = Field(default=0, sa_type=U256)
    holders: int = Field(default=0)
    trades: int = Field(default=0)
    volume: int = Field(default=0, sa_type=U256)
    last_trade_at: int | None = Field(default=None, sa_type=BigInteger)

    accumulator: int = Field(default=0, sa_type=U256)
    pending: int = Field(default=0, sa_type=U256)
    touched_at: int = Field(default=0, sa_type=BigInteger)
    fan_revenue: int = Field(default=0, sa_type=U256)
    creator_owed: int = Field(default=0, sa_type=U256)
    creator_collected: int = Field(default=0, sa_type=U256)
    protocol_owed: int = Field(default=0, sa_type=U256)
    protocol_collected: int = Field(default=0, sa_type=U256)


class PayoutAddress(SQLModel, table=True):
    """Where a creator's income goes, if it ever said so; the creator itself once called off."""

    __tablename__ = "payout_address"

    creator: bytes = Field(primary_key=True, sa_type=Address)
    payout: bytes = Field(sa_type=Address, index=True)


class CreatorAccount(SQLModel, table=True):
    """An account that is or was a creator: its token, launching or launched, if it is behind one now.

    `moves` counts the tokens it has handed on to a new key, as `movesOf` does: what it signed before
    the last of them may no longer speak for them.
    """

    __tablename__ = "creator_account"

    account: bytes = Field(primary_key=True, sa_type=Address)
    token: bytes | None = Field(default=None, sa_type=Address)
    moves: int = Field(default=0)
