"""Sounds that moments use."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.types import U256, Address, Hash


class Sound(SQLModel, table=True):
    """A sound; `share_bps` of the creator side of every moment that uses it goes to its list.

    `moments` counts those, `earned` is the TT wei divided to its list so far.
    """

    __tablename__ = "sound"
    __table_args__ = (Index("ix_sound_artist", "artist", "sound_id"),)

    sound_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    artist: bytes = Field(sa_type=Address)
    content_hash: bytes = Field(sa_type=Hash, index=True)
    uri: str = Field(index=True)
    share_bps: int
    splits: bytes = Field(sa_type=Hash)
    registered_block: int = Field(sa_type=BigInteger)
    registered_log: int
    registered_at: int = Field(sa_type=BigInteger)
    moments: int = Field(default=0)
    earned: int = Field(default=0, sa_type=U256)
