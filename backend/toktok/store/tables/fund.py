"""The creator fund: what came in, what was promised, what was claimed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address, Hash


class Fund(SQLModel, table=True):
    """The fund's totals in TT wei, in one row; `period` is the newest root that was not vetoed."""

    __tablename__ = "fund"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    deposits: int = Field(default=0, sa_type=U256)
    claimed: int = Field(default=0, sa_type=U256)
    period: int = Field(default=0)


class FundRoot(SQLModel, table=True):
    """A root of what everybody has earned in all periods together, in force from `effective_at`.

    A vetoed root frees its number: `attempt` counts the roots of one period from 1.
    """

    __tablename__ = "fund_root"

    period: int = Field(primary_key=True)
    attempt: int = Field(primary_key=True)
    root: bytes = Field(sa_type=Hash)
    total: int = Field(sa_type=U256)
    effective_at: int = Field(sa_type=BigInteger)
    uri: str
    posted_at: int = Field(sa_type=BigInteger)
    vetoed_at: int | None = Field(default=None, sa_type=BigInteger)
    vetoed_by: bytes | None = Field(default=None, sa_type=Address)


class FundDeposit(Happening, table=True):
    """TT wei that joined the budget, and all deposits after it."""

    __tablename__ = "fund_deposit"

    payer: bytes = Field(sa_type=Address, index=True)
    amount: int = Field(sa_type=U256)
    deposits: int = Field(sa_type=U256)


class FundClaim(Happening, table=True):
    """What an account was credited; `cumulative` is all of it, `claimed` everybody's, after it."""

    __tablename__ = "fund_claim"
    __table_args__ = (Index("ix_fund_claim_account", "account", "block_number", "log_index"),)

    account: bytes = Field(sa_type=Address)
    period: int
    amount: int = Field(sa_type=U256)
    cumulative: int = Field(sa_type=U256)
    claimed: int = Field(sa_type=U256)


class FundAccount(SQLModel, table=True):
    """All TT wei the fund has paid to an account."""

    __tablename__ = "fund_account"

    account: bytes = Field(primary_key=True, sa_type=Address)
    claimed: int = Field(default=0, sa_type=U256)
