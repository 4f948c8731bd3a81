"""Indexes that carry lists: each list is read in the order of one, however long its table is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import index

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_EVENT = ("block_number", "log_index")
_LAUNCH = ("launched_block", "launched_log")
_CREATED = ("created_block", "created_log")

#: Table, name behind `ix_<table>_`, columns. Some take the place of a narrower one of that name.
_NEW: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("activity", "kind", ("kind", *_EVENT)),
    ("moment_transfer", "moment", ("moment", *_EVENT)),
    ("contribution", "token", ("token", *_EVENT)),
    ("creator", "handle", ("handle", *_LAUNCH)),
    ("creator", "status", ("status", *_LAUNCH)),
    ("creator", "reserve", ("status", "reserve", *_LAUNCH)),
    ("creator", "volume", ("status", "volume", *_LAUNCH)),
    ("auction", "status", ("status", "auction")),
    ("auction", "moment", ("moment", "auction")),
    ("auction", "seller", ("seller", "auction")),
    ("auction", "bidder", ("bidder", "auction")),
    ("moment", "creator", ("creator", *_CREATED)),
    ("moment", "creator_price", ("creator", "price", *_CREATED)),
    ("moment", "price", ("price", *_CREATED)),
    ("moment", "sound", ("sound_id", *_CREATED)),
    ("moment", "sound_price", ("sound_id", "price", *_CREATED)),
    ("moment_income", "creator", ("creator", "moment")),
    ("moment_income", "token", ("token", "moment")),
    ("moment_income", "splits", ("splits",)),
    ("moment_income", "sound_splits", ("sound_splits",)),
    ("creator_splits", "list_id", ("list_id",)),
    ("payout_address", "payout", ("payout",)),
    ("holder", "token_balance", ("token", "balance", "account")),
    ("sound", "artist", ("artist", "sound_id")),
    ("app_order", "maker_price", ("maker", "price", "id")),
    ("app_order", "moment", ("moment", "side", "price", "id")),
    ("app_order", "moment_id", ("moment", "id")),
    ("app_order", "moment_price", ("moment", "price", "id")),
    ("app_order", "token", ("token_id", "side", "price", "id")),
    ("app_order", "token_id", ("token_id", "id")),
    ("app_order", "token_price", ("token_id", "price", "id")),
    ("app_order", "side", ("side", "id")),
    ("app_order", "side_price", ("side", "price", "id")),
    ("app_order", "price", ("price", "id")),
)  # fmt: skip

#: Names of those that were there, and go.
_OLD = (
    "ix_contribution_token",
    "ix_creator_handle",
    "ix_creator_reserve",
    "ix_auction_status",
    "ix_auction_moment",
    "ix_auction_seller",
    "ix_auction_bidder",
    "ix_holder_token_balance",
    "ix_moment_creator",
    "ix_moment_sound_id",
    "ix_moment_income_creator",
    "ix_moment_income_token",
    "ix_sound_artist",
    "ix_app_order_moment",
    "ix_app_order_token",
)


def upgrade() -> None:
    for name in _OLD:
        op.drop_index(name)
    for table, suffix, columns in _NEW:
        index(table, suffix, *columns)
    _partial("block", "empty", "number", where="events = 0")
    _partial("candle", "hour", "start", where="interval = 3600")
    _partial("plan", "offered", "set_at", "creator", "plan_id", where="ended_at IS NULL")


def _partial(table: str, suffix: str, *columns: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(
        f"ix_{table}_{suffix}",
        table,
        list(columns),
        sqlite_where=condition,
        postgresql_where=condition,
    )
