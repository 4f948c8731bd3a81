"""What is owed outside of the dividends books, and what was earned and claimed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
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


class Credit(Happening, table=True):
    """An amount the ledger booked for an account: `Earning` of its sources is the sum of these.

    `source` is a `Source`. `creator` is whom it was paid for, or who was paid by the fund, `token` the one the
    creator had then, `moment` the one that was sold; addresses are twenty zero bytes where there is none.
    `is_shared` says that it is of a creator's side and went to another than the creator and its payout address.
    """

    __tablename__ = "credit"
    __table_args__ = (Index("ix_credit_account", "account", "block_number", "log_index"),)

    account: bytes = Field(sa_type=Address)
    creator: bytes = Field(sa_type=Address)
    token: bytes = Field(sa_type=Address)
    source: int
    moment: int | None = Field(default=None, sa_type=BigInteger)
    amount: int = Field(sa_type=U256)
    is_shared: bool


class Collection(Happening, table=True):
    """What an account collected of a token's books, in TT wei: these are running sums until somebody does."""

    __tablename__ = "collection"
    __table_args__ = (Index("ix_collection_account", "account", "block_number", "log_index"),)

    account: bytes = Field(sa_type=Address)
    token: bytes = Field(sa_type=Address)
    dividends: int = Field(sa_type=U256)
    trade_fees: int = Field(sa_type=U256)
    protocol: int = Field(sa_type=U256)


class Claim(Happening, table=True):
    """One payment of everything that was owed."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_account", "account", "block_number", "log_index"),)

    account: bytes = Field(sa_type=Address)
    to: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
    from_ledger: int = Field(sa_type=U256)
