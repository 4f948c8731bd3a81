"""Trades, and their summary over time."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import I256, U256, Address


class Trade(Happening, table=True):
    """A buy or a sell and the state it left.

    `tt_amount` is what the buyer paid or the seller received; `gross` the same with fees for both.
    """

    __tablename__ = "trade"
    __table_args__ = (
        Index("ix_trade_token", "token", "block_number", "log_index"),
        Index("ix_trade_trader", "trader", "block_number", "log_index"),
        Index("ix_trade_recipient", "recipient", "block_number", "log_index"),
        Index(
            "ix_trade_referrer",
            "referrer",
            "block_number",
            "log_index",
            sqlite_where=text("referrer IS NOT NULL"),
            postgresql_where=text("referrer IS NOT NULL"),
        ),
    )

    token: bytes = Field(sa_type=Address)
    trader: bytes = Field(sa_type=Address)
    recipient: bytes = Field(sa_type=Address)
    is_buy: bool
    tt_amount: int = Field(sa_type=U256)
    token_amount: int = Field(sa_type=U256)
    gross: int = Field(sa_type=U256)
    creator_fee: int = Field(sa_type=U256)
    fan_fee: int = Field(sa_type=U256)
    protocol_fee: int = Field(sa_type=U256)
    referrer: bytes | None = Field(default=None, sa_type=Address)
    referrer_fee: int = Field(default=0, sa_type=U256)
    reserve: int = Field(sa_type=U256)
    supply: int = Field(sa_type=U256)
    price: int = Field(sa_type=U256)


class Candle(SQLModel, table=True):
    """Prices of one token over one interval that had a change.

    `interval` is 60, 300, 3,600 or 86,400 seconds and `start` a multiple of it. The first price is the one
    before the first change, so candles join without gaps. `volume` is gross TT wei, `inflow` the net
    change of the reserve.
    """

    __tablename__ = "candle"
    __table_args__ = (
        Index(
            "ix_candle_hour",
            "start",
            sqlite_where=text("interval = 3600"),
            postgresql_where=text("interval = 3600"),
        ),
        Index(
            "ix_candle_day",
            "start",
            sqlite_where=text("interval = 86400"),
            postgresql_where=text("interval = 86400"),
        ),
        {"sqlite_with_rowid": False},
    )

    token: bytes = Field(primary_key=True, sa_type=Address)
    interval: int = Field(primary_key=True)
    start: int = Field(primary_key=True, sa_type=BigInteger)
    open: int = Field(default=0, sa_type=U256)
    high: int = Field(default=0, sa_type=U256)
    low: int = Field(default=0, sa_type=U256)
    close: int = Field(default=0, sa_type=U256)
    volume: int = Field(default=0, sa_type=U256)
    inflow: int = Field(default=0, sa_type=I256)
    trades: int = Field(default=0)
