"""Browsers that are told of news; the newest comment of a page, and who followed an account last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import address, big, index, table, text, word

revision = "0012"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_app_follow_followed", "app_follow")
    index("app_follow", "followed", "followed", "since", "account")
    index("app_comment", "written", "subject", "written_at", "id")
    table(
        "app_push_subscription", ["endpoint_hash"],
        word("endpoint_hash"), address("account"), word("series"), text("endpoint"), text("key"),
        text("secret"), text("language"), big("since"), big("renewed_at"),
        sa.Column("told", sa.JSON(), nullable=False),
    )  # fmt: skip
    index("app_push_subscription", "account", "account")
    index("app_push_subscription", "series", "series")
    index("app_push_subscription", "renewed", "renewed_at")
