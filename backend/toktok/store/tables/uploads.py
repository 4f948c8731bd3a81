"""What people hand in to be published: looked at first."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from toktok.store.types import Address, Hash


class AppUpload(SQLModel, table=True):
    """A clip or a sound with what is said about it, waiting, approved or rejected.

    `key` names it in every database: the hash of who handed in what. `media_hash` is the SHA-256 of the
    clip or sound, `metadata_cid` what was published about it once it was approved.
    """

    __tablename__ = "app_upload"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_app_upload_account", "account", "id"),
        Index("ix_app_upload_state", "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    key: bytes = Field(sa_type=Hash)
    account: bytes = Field(sa_type=Address)
    kind: str
    state: str
    name: str
    description: str
    media_cid: str
    media_kind: str
    media_bytes: int = Field(sa_type=BigInteger)
    media_hash: bytes = Field(sa_type=Hash)
    milliseconds: int | None = Field(default=None)
    poster_cid: str | None = Field(default=None)
    poster_kind: str | None = Field(default=None)
    metadata_cid: str | None = Field(default=None)
    reason: str = Field(default="")
    handed_in_at: int = Field(sa_type=BigInteger)
    decided_at: int | None = Field(default=None, sa_type=BigInteger)
    decided_by: bytes | None = Field(default=None, sa_type=Address)
