"""What the ledger booked for whom, and what everybody collected; the part of creators' money that goes to others.

What happened before has to be told, too: every mirrored row is forgotten, and the indexer begins again
at the first block. What people signed stays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import address, big, flag, happening, small, wide

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _forget_mirror()
    for name in ("moment_income", "income_total", "revenue_day", "revenue_total"):
        op.add_column(name, wide("shared"))
    happening(
        "credit",
        address("account"), address("creator"), address("token"), small("source"),
        big("moment", nullable=True), wide("amount"), flag("is_shared"),
        by=[("account", "account")],
    )  # fmt: skip
    happening(
        "collection",
        address("account"), address("token"), wide("dividends"), wide("trade_fees"), wide("protocol"),
        by=[("account", "account")],
    )  # fmt: skip
    referred = sa.text("referrer IS NOT NULL")
    op.create_index(
        "ix_trade_referrer",
        "trade",
        ["referrer", "block_number", "log_index"],
        sqlite_where=referred,
        postgresql_where=referred,
    )


def _forget_mirror() -> None:
    for name in sa.inspect(op.get_bind()).get_table_names():
        if name != "alembic_version" and not name.startswith("app_"):
            op.execute(sa.delete(sa.table(name)))
