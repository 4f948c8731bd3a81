"""A row's journal is found by block, table and key; entries of the old form are forgotten.

What stands then counts as final: a reorganisation below it is told, not undone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import big, table, text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("journal")
    place = (big("block_number"), text("table_name"), text("key"))
    table(
        "journal",
        ["block_number", "table_name", "key"],
        *place,
        text("before", nullable=True),
        rowid=False,
    )
    op.execute(sa.text("UPDATE cursor SET floor = number"))
