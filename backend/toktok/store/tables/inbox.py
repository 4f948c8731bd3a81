"""How far an account has read what it was told. Not of the chain: it cannot be rebuilt."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from toktok.store.types import Address


class InboxMark(SQLModel, table=True):
    """The newest notice that an account has read; later ones are unread.

    Notices are ordered by `timestamp`, the chain's, then by `block` and `log`. What has no place on the
    chain has block 0.
    """

    __tablename__ = "app_inbox_mark"
    __table_args__ = {"sqlite_with_rowid": False}

    account: bytes = Field(primary_key=True, sa_type=Address)
    timestamp: int = Field(sa_type=BigInteger)
    block: int = Field(sa_type=BigInteger)
    log: int = Field(sa_type=BigInteger)
