"""Revenue by source and day, holders by day, candles of five minutes.

What happened before has to be counted, too: every mirrored row is forgotten, and the indexer begins again
at the first block. What people signed stays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import address, big, small, table, text, wide

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _forget_mirror()
    sums = small("count"), wide("amount"), wide("to_creator"), wide("to_fans")
    table(
        "revenue_day", ["subject", "day", "source"],
        address("subject"), big("day"), text("source"), *sums, rowid=False,
    )  # fmt: skip
    sums = small("count"), wide("amount"), wide("to_creator"), wide("to_fans")
    table(
        "revenue_total", ["subject", "source"],
        address("subject"), text("source"), *sums, rowid=False,
    )  # fmt: skip
    table(
        "holder_day", ["token", "day"],
        address("token"), big("day"), small("holders"), wide("supply"), rowid=False,
    )  # fmt: skip


def _forget_mirror() -> None:
    for name in sa.inspect(op.get_bind()).get_table_names():
        if name != "alembic_version" and not name.startswith("app_"):
            op.execute(sa.delete(sa.table(name)))
