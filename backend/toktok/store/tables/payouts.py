"""What is owed outside of the dividends books, and what was earned and claimed."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address


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

    From the market: `trade_fees`, `dividends` and `protocol` count when collected, `referrals` when the
    trade happens. From the ledger, when credited: `tips`, `sales`, `resales`, `royalties`,
    `subscriptions`, `fund`, `sale_referrals`; and `outbids`, which is the account's own money coming
    back. `token` is the creator's; twenty zero bytes where there is none. `owed` is the part that waits in
    the ledger, of ledger sources alone: a claim pays all of an account's at once.
    """

    __tablename__ = "earning"

    account: bytes = Field(primary_key=True, sa_type=Address)
    source: str = Field(primary_key=True)
    token: bytes = Field(primary_key=True, sa_type=Address)
    amount: int = Field(default=0, sa_type=U256)
    owed: int = Field(default=0, sa_type=U256)


class Claim(Happening, table=True):
    """One payment of everything that was owed."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_account", "account", "block_number", "log_index"),)

    account: bytes = Field(sa_type=Address)
    to: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
    from_ledger: int = Field(sa_type=U256)
