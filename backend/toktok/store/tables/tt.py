"""TT: who has it, and ETH turned into it."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address


class TtBalance(SQLModel, table=True):
    """TT wei of an account."""

    __tablename__ = "tt_balance"
    __table_args__ = {"sqlite_with_rowid": False}

    account: bytes = Field(primary_key=True, sa_type=Address)
    balance: int = Field(default=0, sa_type=U256)


class TtFlow(Happening, table=True):
    """ETH turned into TT (`is_deposit`) or back."""

    __tablename__ = "tt_flow"
    __table_args__ = (Index("ix_tt_flow_account", "account", "block_number", "log_index"),)

    account: bytes = Field(sa_type=Address)
    to: bytes = Field(sa_type=Address)
    is_deposit: bool
    eth: int = Field(sa_type=U256)
    tt: int = Field(sa_type=U256)
