"""Browsers that are told of news while no page is open (RFC 8030). Not of the chain: the server's clock."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.types import Address, Hash


class AppPushSubscription(SQLModel, table=True):
    """Where one browser of an account is reached, by the SHA-256 of that address.

    `key` (a point of P-256) and `secret` encrypt what is sent, both in base64url; `series` is the sign-in it belongs
    to. `told` has the keys of the notices that were sent or are too old to be, `since` what is older.
    """

    __tablename__ = "app_push_subscription"
    __table_args__ = (
        Index("ix_app_push_subscription_account", "account"),
        Index("ix_app_push_subscription_series", "series"),
        Index("ix_app_push_subscription_renewed", "renewed_at"),
        {"info": {"passing": True}},
    )

    endpoint_hash: bytes = Field(primary_key=True, sa_type=Hash)
    account: bytes = Field(sa_type=Address)
    series: bytes = Field(sa_type=Hash)
    endpoint: str
    key: str
    secret: str
    language: str
    since: int = Field(sa_type=BigInteger)
    renewed_at: int = Field(sa_type=BigInteger)
    told: list[str] = Field(sa_type=JSON)
