"""Pictures of profiles wait for operators; which uploads came with a file; who gave to fans, and who paid for others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import address, happening, index, wide

revision = "0013"
down_revision = "0008"
branch_labels = None
depends_on = None

_WAITING = sa.text("picture IS NOT NULL AND picture_state = 'waiting'")


def upgrade() -> None:
    for column in (
        sa.Column("picture_state", sa.String(), nullable=False, server_default="waiting"),
        sa.Column("picture_reason", sa.String(), nullable=False, server_default=""),
        sa.Column("picture_at", sa.BigInteger(), nullable=False, server_default="0"),
    ):
        op.add_column("app_profile", column)
    # Everybody has seen these already: they can be taken down like any other.
    op.execute("UPDATE app_profile SET picture_state = 'approved' WHERE picture IS NOT NULL")
    op.create_index(
        "ix_app_profile_waiting",
        "app_profile",
        ["picture_at", "account"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    index("app_upload", "media", "media_cid")
    index("app_upload", "poster", "poster_cid")
    index("subscription_payment", "payer", "payer", "block_number", "log_index")
    happening(
        "fan_gift", address("token"), address("payer"), wide("amount"), by=[("payer", "payer")]
    )
    # What was given before has no rows yet.
    _forget_mirror()


def _forget_mirror() -> None:
    for name in sa.inspect(op.get_bind()).get_table_names():
        if name != "alembic_version" and not name.startswith("app_"):
            op.execute(sa.delete(sa.table(name)))
