"""What people signed. Not of the chain: it cannot be rebuilt, and nothing that indexes touches it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from toktok.store.types import U256, Address, Hash


class SignedOrder(SQLModel, table=True):
    """An order and its signature, as they were handed in. What became of it follows from the mirror.

    `token_id` is None for a moment-wide offer, `moment` is the moment in any case. Chain, genesis and
    exchange are those the signature was accepted for.
    """

    __tablename__ = "app_order"
    __table_args__ = (
        UniqueConstraint("hash", "genesis_hash"),
        Index("ix_app_order_maker", "maker", "id"),
        Index("ix_app_order_maker_price", "maker", "price", "id"),
        Index("ix_app_order_moment", "moment", "side", "price", "id"),
        Index("ix_app_order_moment_id", "moment", "id"),
        Index("ix_app_order_moment_price", "moment", "price", "id"),
        Index("ix_app_order_token", "token_id", "side", "price", "id"),
        Index("ix_app_order_token_id", "token_id", "id"),
        Index("ix_app_order_token_price", "token_id", "price", "id"),
        Index("ix_app_order_side", "side", "id"),
        Index("ix_app_order_side_price", "side", "price", "id"),
        Index("ix_app_order_price", "price", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    hash: bytes = Field(sa_type=Hash)
    chain_id: int = Field(sa_type=BigInteger)
    genesis_hash: bytes = Field(sa_type=Hash)
    exchange: bytes = Field(sa_type=Address)
    maker: bytes = Field(sa_type=Address)
    side: int
    moment: int = Field(sa_type=BigInteger)
    token_id: int | None = Field(default=None, sa_type=BigInteger)
    price: int = Field(sa_type=U256)
    signed_at: int = Field(sa_type=BigInteger)
    expiry: int = Field(sa_type=BigInteger)
    group: int = Field(sa_type=U256)
    counter: int = Field(sa_type=U256)
    version: int = Field(sa_type=BigInteger)
    signature: bytes = Field(sa_type=LargeBinary)


class SignedVoucher(SQLModel, table=True):
    """A voucher and its signature, as they were handed in; `terms` has the members as signed.

    Chain, genesis and contract are those the signature was accepted for.
    """

    __tablename__ = "app_voucher"
    __table_args__ = (
        UniqueConstraint("hash", "genesis_hash"),
        Index("ix_app_voucher_creator", "creator", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    hash: bytes = Field(sa_type=Hash)
    chain_id: int = Field(sa_type=BigInteger)
    genesis_hash: bytes = Field(sa_type=Hash)
    contract: bytes = Field(sa_type=Address)
    creator: bytes = Field(sa_type=Address)
    nonce: int = Field(sa_type=U256)
    moves: int = Field(sa_type=BigInteger)
    sound_id: int | None = Field(default=None, sa_type=BigInteger)
    opens_at: int = Field(sa_type=BigInteger)
    closes_at: int = Field(sa_type=BigInteger)
    terms: dict[str, Any] = Field(sa_type=JSON)
    signature: bytes = Field(sa_type=LargeBinary)
