"""What is owed outside of the dividends books, and what was earned and claimed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.types import U256, Address, Hash


class Referral(SQLModel, table=True):
    """What an account earned as a referrer: owed now, collected, and ever."""

    __tablename__ = "referral"

    account: bytes = Field(primary_key=True, sa_type=Address)
    owed: int = Field(default=0, sa_type=U256)
    collected: int = Field(default=0, sa_type=U256)
    earned: int = Field(default=0, sa_type=U256)


class LedgerAccount(SQLModel, table=True):
    """An account in the payout ledger: its balance, all credits, and all its claims ever paid."""

    __tablename__ = "ledger_account"

    account: bytes = Field(primary_key=True, sa_type=Address)
    balance: int = Field(default=0, sa_type=U256)
    credited: int = Field(default=0, sa_type=U256)
    claimed: int = Field(default=0, sa_type=U256)


class Earning(SQLModel, table=True):
    """TT wei an account ever got of one source.

    `trade_fees`, `dividends` and `protocol` count when collected, `tips` when credited, `referrals`
    when the trade happens. `token` is twenty zero bytes where there is none.
    """

    __tablename__ = "earning"

    account: bytes = Field(primary_key=True, sa_type=Address)
    source: str = Field(primary_key=True)
    token: bytes = Field(primary_key=True, sa_type=Address)
    amount: int = Field(default=0, sa_type=U256)


class Tip(SQLModel, table=True):
    """A tip and how it was divided."""

    __tablename__ = "tip"
    __table_args__ = (Index("ix_tip_creator", "creator", "block_number", "log_index"),)

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    tx_hash: bytes = Field(sa_type=Hash)
    timestamp: int = Field(sa_type=BigInteger)
    creator: bytes = Field(sa_type=Address)
    payer: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
    to_creator: int = Field(sa_type=U256)
    to_fans: int = Field(sa_type=U256)
    to_protocol: int = Field(sa_type=U256)


class Split(SQLModel, table=True):
    """One recipient of a creator's side of tips."""

    __tablename__ = "split"

    creator: bytes = Field(primary_key=True, sa_type=Address)
    position: int = Field(primary_key=True)
    recipient: bytes = Field(sa_type=Address)
    bps: int


class Claim(SQLModel, table=True):
    """One payment of everything that was owed."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_account", "account", "block_number", "log_index"),)

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    tx_hash: bytes = Field(sa_type=Hash)
    timestamp: int = Field(sa_type=BigInteger)
    account: bytes = Field(sa_type=Address)
    to: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
    from_ledger: int = Field(sa_type=U256)
