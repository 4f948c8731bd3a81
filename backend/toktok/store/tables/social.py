"""What people like, follow and say, and what operators did about it.

A subject is named by kind and name: `creator:0x…` (the token), `moment:12`, `comment:…` (its key in hexadecimal
digits), `profile:0x…` (the account).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from toktok.store.types import Address, Hash


class AppLike(SQLModel, table=True):
    """An account likes a creator or a moment."""

    __tablename__ = "app_like"
    __table_args__ = (Index("ix_app_like_account", "account", "subject"),)

    subject: str = Field(primary_key=True)
    account: bytes = Field(primary_key=True, sa_type=Address)
    since: int = Field(sa_type=BigInteger)


class AppFollow(SQLModel, table=True):
    """An account follows another one, a creator's."""

    __tablename__ = "app_follow"
    __table_args__ = (Index("ix_app_follow_followed", "followed", "since", "account"),)

    account: bytes = Field(primary_key=True, sa_type=Address)
    followed: bytes = Field(primary_key=True, sa_type=Address)
    since: int = Field(sa_type=BigInteger)


class AppTally(SQLModel, table=True):
    """What is counted of a subject's likes, comments and followers, kept by whoever changes one of them.

    `credited` is the subject whose `total` has a moment's likes: its creator's token, or the account that made
    it (`account:0x…`) as long as it follows no token. `total` is of a token all its likes and its moments'.
    `changed` numbers the changes of all subjects, so that who listens asks for what is new.
    """

    __tablename__ = "app_tally"
    __table_args__ = (
        Index("ix_app_tally_changed", "changed"),
        Index("ix_app_tally_total", "kind", "total"),
        {"info": {"passing": True}},
    )

    subject: str = Field(primary_key=True)
    kind: str
    likes: int = Field(default=0, sa_type=BigInteger)
    total: int = Field(default=0, sa_type=BigInteger)
    comments: int = Field(default=0, sa_type=BigInteger)
    followers: int = Field(default=0, sa_type=BigInteger)
    credited: str | None = Field(default=None)
    changed: int = Field(default=0, sa_type=BigInteger)


class AppComment(SQLModel, table=True):
    """What an account wrote under a creator or a moment.

    `key` names it in every database, `standing` is what the author was to the creator when it was written:
    creator, subscriber, holder or nothing. `hidden_by` is the creator or an operator.
    """

    __tablename__ = "app_comment"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_app_comment_subject", "subject", "id"),
        Index("ix_app_comment_author", "author", "id"),
        Index("ix_app_comment_written", "subject", "written_at", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    key: bytes = Field(sa_type=Hash)
    subject: str
    author: bytes = Field(sa_type=Address)
    body: str
    standing: str
    written_at: int = Field(sa_type=BigInteger)
    edited_at: int | None = Field(default=None, sa_type=BigInteger)
    hidden_at: int | None = Field(default=None, sa_type=BigInteger)
    hidden_by: bytes | None = Field(default=None, sa_type=Address)
    hidden_reason: str | None = Field(default=None)


class AppAudience(SQLModel, table=True):
    """Who may comment on a creator and its moments: everybody, holders or subscribers; by its token."""

    __tablename__ = "app_audience"

    token: bytes = Field(primary_key=True, sa_type=Address)
    audience: str
    chosen_at: int = Field(sa_type=BigInteger)


class AppHidden(SQLModel, table=True):
    """A creator, a moment or a profile that an operator has hidden. What is on the chain stays there."""

    __tablename__ = "app_hidden"

    subject: str = Field(primary_key=True)
    operator: bytes = Field(sa_type=Address)
    reason: str
    since: int = Field(sa_type=BigInteger)


class AppReport(SQLModel, table=True):
    """Somebody asks operators to look at a subject; `quoted` is what could be read there at that time."""

    __tablename__ = "app_report"
    __table_args__ = (
        UniqueConstraint("subject", "reporter"),
        Index(
            "ix_app_report_open",
            "id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_app_report_reporter", "reporter", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    reporter: bytes = Field(sa_type=Address)
    reason: str
    note: str
    quoted: str
    reported_at: int = Field(sa_type=BigInteger)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)


class AppAct(SQLModel, table=True):
    """What an operator did; the database lets nobody change or remove a row."""

    __tablename__ = "app_act"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_app_act_subject", "subject", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    key: bytes = Field(sa_type=Hash)
    operator: bytes = Field(sa_type=Address)
    act: str
    subject: str
    reason: str
    done_at: int = Field(sa_type=BigInteger)
