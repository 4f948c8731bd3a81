"""What every row has that tells of one log and is never changed."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from toktok.store.types import Hash


class Happening(SQLModel):
    """Where and when it happened; the place of the log is the key."""

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    log_index: int = Field(primary_key=True)
    tx_hash: bytes = Field(sa_type=Hash)
    timestamp: int = Field(sa_type=BigInteger)
