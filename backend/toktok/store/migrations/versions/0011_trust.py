"""Indexes behind a creator's trust panel: the largest contributors of a launch, and when fees were lowered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import index

revision = "0011"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    index("allocation", "contributed", "token", "contributed", "account")
    condition = sa.text("kind = 'fee_lowered'")
    op.create_index(
        "ix_activity_fee_lowered",
        "activity",
        ["token", "block_number", "log_index"],
        sqlite_where=condition,
        postgresql_where=condition,
    )
