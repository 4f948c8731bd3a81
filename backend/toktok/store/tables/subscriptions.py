"""Plans, and what was paid for them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address


class Plan(SQLModel, table=True):
    """Terms a creator offered; the one without `ended_at` is offered now.

    A plan also ends when its creator moves to a new key.

    `fee` is TT wei per `period` of seconds, `minimum_holding` token wei of `token`, the creator's
    trading token when the plan was set (None if there was none, or nothing is required).
    """

    __tablename__ = "plan"
    __table_args__ = (
        Index(
            "ix_plan_offered",
            "set_at",
            "creator",
            "plan_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    creator: bytes = Field(primary_key=True, sa_type=Address)
    plan_id: int = Field(primary_key=True)
    fee: int = Field(sa_type=U256)
    period: int = Field(sa_type=BigInteger)
    minimum_holding: int = Field(sa_type=U256)
    token: bytes | None = Field(default=None, sa_type=Address)
    set_at: int = Field(sa_type=BigInteger)
    ended_at: int | None = Field(default=None, sa_type=BigInteger)


class Subscription(SQLModel, table=True):
    """What an account has paid for.

    `subject` is the creator's trading token, or the creator itself for what was paid before it had one.
    Until `ends_at` the account must hold `minimum_holding` token wei. `since` is when it first paid
    without a break; `paid` all TT wei ever, by whomever.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        Index("ix_subscription_account", "account", "ends_at"),
        Index("ix_subscription_subject", "subject", "ends_at"),
        {"sqlite_with_rowid": False},
    )

    subject: bytes = Field(primary_key=True, sa_type=Address)
    account: bytes = Field(primary_key=True, sa_type=Address)
    creator: bytes = Field(sa_type=Address)
    plan_id: int
    since: int = Field(sa_type=BigInteger)
    ends_at: int = Field(sa_type=BigInteger)
    minimum_holding: int = Field(sa_type=U256)
    periods: int = Field(default=0)
    paid: int = Field(default=0, sa_type=U256)


class SubscriptionPayment(Happening, table=True):
    """Periods that `payer` paid for `account`, and the subscription after them."""

    __tablename__ = "subscription_payment"
    __table_args__ = (
        Index("ix_subscription_payment_creator", "creator", "block_number", "log_index"),
        Index("ix_subscription_payment_account", "account", "block_number", "log_index"),
        Index("ix_subscription_payment_payer", "payer", "block_number", "log_index"),
    )

    creator: bytes = Field(sa_type=Address)
    subject: bytes = Field(sa_type=Address)
    account: bytes = Field(sa_type=Address)
    payer: bytes = Field(sa_type=Address)
    plan_id: int
    periods: int
    cost: int = Field(sa_type=U256)
    ends_at: int = Field(sa_type=BigInteger)
    minimum_holding: int = Field(sa_type=U256)
