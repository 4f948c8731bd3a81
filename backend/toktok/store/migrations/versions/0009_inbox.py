"""How far an account has read its inbox; indexes for what is told there, for drops and for leaderboards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import address, big, index, table

revision = "0009"
down_revision = "0011"
branch_labels = None
depends_on = None

_EVENT = ("block_number", "log_index")
_LAUNCH = ("launched_block", "launched_log")

#: Table, name behind `ix_<table>_`, columns.
_INDEXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("bid", "outbid", ("outbid", *_EVENT)),
    ("auction", "ends", ("ends_at", "auction")),
    ("moment", "opens", ("opens_at", "moment")),
    ("creator", "holders", ("status", "holders", *_LAUNCH)),
    ("creator", "fan_revenue", ("status", "fan_revenue", *_LAUNCH)),
    ("allocation", "most", ("contributed", "token", "account")),
)

#: The same, and for which rows.
_PARTIAL: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("candle", "day", ("start",), "interval = 86400"),
    ("activity", "endings", ("token", *_EVENT), "kind IN ('failed', 'finalized')"),
    ("activity", "redeem", ("token", *_EVENT), "kind = 'redeem'"),
)


def upgrade() -> None:
    key = ["account"]
    table(
        "app_inbox_mark",
        key,
        address("account"),
        big("timestamp"),
        big("block"),
        big("log"),
        rowid=False,
    )
    for name, suffix, columns in _INDEXES:
        index(name, suffix, *columns)
    for name, suffix, columns, where in _PARTIAL:
        condition = sa.text(where)
        op.create_index(
            f"ix_{name}_{suffix}",
            name,
            list(columns),
            sqlite_where=condition,
            postgresql_where=condition,
        )
