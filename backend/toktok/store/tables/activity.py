"""What happened, in the order it happened."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.types import U256, Address, Hash


class TtFlow(SQLModel, table=True):
    """ETH turned into TT (`is_deposit`) or back."""

    __tablename__ = "tt_flow"
    __table_args__ = (Index("ix_tt_flow_account", "account", "block_number", "log_index"),)

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    tx_hash: bytes = Field(sa_type=Hash)
    timestamp: int = Field(sa_type=BigInteger)
    account: bytes = Field(sa_type=Address)
    to: bytes = Field(sa_type=Address)
    is_deposit: bool
    eth: int = Field(sa_type=U256)
    tt: int = Field(sa_type=U256)


class Activity(SQLModel, table=True):
    """One thing that happened, ready to be shown.

    `data` holds what belongs to the kind; amounts are decimal strings, addresses checksummed:

    - launch: creator, handle, name, symbol, closes_at, bond, minimum_raise, maximum_raise
    - contribution: amount, contributed, raised
    - finalized: reserve, supply, price
    - failed: raised, minimum_raise
    - refund: amount
    - allocation: amount, claimed
    - return: amount, returned, tt_amount, reserve, supply, price
    - trade: side, to, tt_amount, token_amount, creator_fee, fan_fee, protocol_fee, referrer,
      referrer_fee, price, reserve, supply
    - tip: creator, amount, to_creator, to_fans, to_protocol
    - claim: to, amount, from_ledger
    - deposit, withdrawal: to, eth, tt
    - creator_transfer: stage (started, cancelled, completed), to, eta
    - fee_lowered: creator_fee_bps
    - paused: until (null when ended early)
    """

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_token", "token", "block_number", "log_index"),
        Index("ix_activity_account", "account", "block_number", "log_index"),
    )

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    tx_hash: bytes = Field(sa_type=Hash)
    timestamp: int = Field(sa_type=BigInteger)
    kind: str
    token: bytes | None = Field(default=None, sa_type=Address)
    account: bytes | None = Field(default=None, sa_type=Address)
    data: dict[str, Any] = Field(sa_type=JSON)
