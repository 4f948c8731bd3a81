"""Who received what others sent, and how much of a token went to people and came from them.

What happened before has to be told, too: every mirrored row is forgotten, and the indexer begins again
at the first block. What people signed stays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import address, wide

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _forget_mirror()
    op.add_column("holder", wide("sent"))
    op.add_column("holder", wide("received"))
    op.add_column("activity", address("other", nullable=True))
    condition = sa.text("other IS NOT NULL")
    op.create_index(
        "ix_activity_other",
        "activity",
        ["other", "block_number", "log_index"],
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _forget_mirror() -> None:
    for name in sa.inspect(op.get_bind()).get_table_names():
        if name != "alembic_version" and not name.startswith("app_"):
            op.execute(sa.delete(sa.table(name)))
