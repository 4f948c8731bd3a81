"""What people hand in to be published; tokens that are announced to an account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import address, big, index, small, text, word

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "app_upload",
        small("id"), word("key"), address("account"), text("kind"), text("state"), text("name"),
        text("description"), text("media_cid"), text("media_kind"), big("media_bytes"),
        word("media_hash"), small("milliseconds", nullable=True), text("poster_cid", nullable=True),
        text("poster_kind", nullable=True), text("metadata_cid", nullable=True), text("reason"),
        big("handed_in_at"), big("decided_at", nullable=True), address("decided_by", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    index("app_upload", "account", "account", "id")
    index("app_upload", "state", "state", "id")
    index("creator", "pending_creator", "pending_creator")
