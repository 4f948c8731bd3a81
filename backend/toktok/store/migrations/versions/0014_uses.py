"""Who uses a file is found by its address, and no longer by who brought it."""

from __future__ import annotations

from alembic import op

from toktok.store.migrations.columns import index

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    index("moment", "uri", "uri")
    index("sound", "uri", "uri")
    op.drop_index("ix_app_upload_media", "app_upload")
    op.drop_index("ix_app_upload_poster", "app_upload")
