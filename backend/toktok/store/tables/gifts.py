"""What people give to the fans of a creator."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address


class FanGift(Happening, table=True):
    """TT wei that `payer` put into the pool of a token's fans."""

    __tablename__ = "fan_gift"
    __table_args__ = (Index("ix_fan_gift_payer", "payer", "block_number", "log_index"),)

    token: bytes = Field(sa_type=Address)
    payer: bytes = Field(sa_type=Address)
    amount: int = Field(sa_type=U256)
