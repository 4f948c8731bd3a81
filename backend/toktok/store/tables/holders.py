"""Who holds a token, claimed or still vesting, what it cost and what it earned."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.types import I256, U256, Address, Hash


class Holder(SQLModel, table=True):
    """An account's balance of a token. The market's pool of unclaimed allocations is not a holder.

    `checkpoint` and `settled` are the account's place in the dividends book, `collected` what it
    took out of it, allocation included. `cost` is the average cost of the balance in TT wei. `sent` and `received`
    are token wei that went to other people and came from them.
    """

    __tablename__ = "holder"
    __table_args__ = (
        Index("ix_holder_token_balance", "token", "balance", "account"),
        Index("ix_holder_account", "account"),
        {"sqlite_with_rowid": False},
    )

    token: bytes = Field(primary_key=True, sa_type=Address)
    account: bytes = Field(primary_key=True, sa_type=Address)
    balance: int = Field(default=0, sa_type=U256)
    checkpoint: int = Field(default=0, sa_type=U256)
    settled: int = Field(default=0, sa_type=U256)
    collected: int = Field(default=0, sa_type=U256)
    cost: int = Field(default=0, sa_type=U256)
    realised: int = Field(default=0, sa_type=I256)
    bought: int = Field(default=0, sa_type=U256)
    sold: int = Field(default=0, sa_type=U256)
    sent: int = Field(default=0, sa_type=U256)
    received: int = Field(default=0, sa_type=U256)
    updated_block: int = Field(default=0, sa_type=BigInteger)


class Allocation(SQLModel, table=True):
    """What an account put into a launch and what became of it.

    `cost` is the part of the contribution that is still in the allocation; `founder` says that the
    longer, creator's vesting applies.
    """

    __tablename__ = "allocation"
    __table_args__ = (
        Index("ix_allocation_account", "account"),
        Index("ix_allocation_most", "contributed", "token", "account"),
        Index("ix_allocation_contributed", "token", "contributed", "account"),
        {"sqlite_with_rowid": False},
    )

    token: bytes = Field(primary_key=True, sa_type=Address)
    account: bytes = Field(primary_key=True, sa_type=Address)
    contributed: int = Field(default=0, sa_type=U256)
    founder: bool = Field(default=False)
    claimed: int = Field(default=0, sa_type=U256)
    returned: int = Field(default=0, sa_type=U256)
    checkpoint: int = Field(default=0, sa_type=U256)
    settled: int = Field(default=0, sa_type=U256)
    refunded: bool = Field(default=False)
    cost: int = Field(default=0, sa_type=U256)


class Contribution(SQLModel, table=True):
    """One payment into an open launch, with the account's and everyone's total after it."""

    __tablename__ = "contribution"
    __table_args__ = (Index("ix_contribution_token", "token", "block_number", "log_index"),)

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    tx_hash: bytes = Field(sa_type=Hash)
    timestamp: int = Field(sa_type=BigInteger)
    token: bytes = Field(sa_type=Address)
    account: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
    contributed: int = Field(sa_type=U256)
    raised: int = Field(sa_type=U256)
