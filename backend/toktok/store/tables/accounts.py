"""Who signed in, and what they say and keep about themselves. Not of the chain, so it goes by the server's clock."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Index, text
from sqlmodel import Field, SQLModel

from toktok.store.types import Address, Hash

_WAITING = text("picture IS NOT NULL AND picture_state = 'waiting'")


class AppSession(SQLModel, table=True):
    """A browser that is signed in, by the hash of the token it has.

    A token that was replaced has a row of its own until it expires; `series` is the secret that the tokens of
    one sign-in share.
    """

    __tablename__ = "app_session"
    __table_args__ = (
        Index("ix_app_session_account", "account", "expires_at"),
        Index("ix_app_session_expires", "expires_at"),
        Index("ix_app_session_series", "series"),
        {"info": {"passing": True}},
    )

    token_hash: bytes = Field(primary_key=True, sa_type=Hash)
    account: bytes = Field(sa_type=Address)
    series: bytes = Field(sa_type=Hash)
    signed_in_at: int = Field(sa_type=BigInteger)
    issued_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger)
    agent: str


class AppNonce(SQLModel, table=True):
    """A text that somebody was asked to sign, until it comes back or expires."""

    __tablename__ = "app_nonce"
    __table_args__ = (
        Index("ix_app_nonce_expires", "expires_at"),
        {"info": {"passing": True}},
    )

    nonce: str = Field(primary_key=True)
    account: bytes = Field(sa_type=Address)
    message: str
    expires_at: int = Field(sa_type=BigInteger)


class AppProfile(SQLModel, table=True):
    """What an account says about itself; `picture` is the CID of a file in the media folder.

    Others see the picture once an operator has approved it: `picture_state` is waiting, approved or rejected, and
    says nothing where there is no picture; `picture_at` is since when.
    """

    __tablename__ = "app_profile"
    __table_args__ = (
        Index("ix_app_profile_picture", "picture"),
        Index(
            "ix_app_profile_waiting",
            "picture_at",
            "account",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    account: bytes = Field(primary_key=True, sa_type=Address)
    name: str
    bio: str
    links: list[str] = Field(sa_type=JSON)
    picture: str | None = Field(default=None)
    picture_state: str = Field(default="waiting", sa_column_kwargs={"server_default": "waiting"})
    picture_reason: str = Field(default="", sa_column_kwargs={"server_default": ""})
    picture_at: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    changed_at: int = Field(sa_type=BigInteger)


class AppWatch(SQLModel, table=True):
    """A creator's token that an account keeps an eye on."""

    __tablename__ = "app_watch"

    account: bytes = Field(primary_key=True, sa_type=Address)
    token: bytes = Field(primary_key=True, sa_type=Address)
    since: int = Field(sa_type=BigInteger)


class AppBlock(SQLModel, table=True):
    """An account that another one does not want to hear of (mute), or to be heard by either (block)."""

    __tablename__ = "app_block"
    __table_args__ = (Index("ix_app_block_other", "other", "kind"),)

    account: bytes = Field(primary_key=True, sa_type=Address)
    other: bytes = Field(primary_key=True, sa_type=Address)
    kind: str
    since: int = Field(sa_type=BigInteger)


class AppDraft(SQLModel, table=True):
    """Something begun that nobody else sees yet, by a name of its owner's."""

    __tablename__ = "app_draft"

    account: bytes = Field(primary_key=True, sa_type=Address)
    key: str = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    changed_at: int = Field(sa_type=BigInteger)
