"""People who sign in: sessions, profiles, and what they keep for themselves."""

from __future__ import annotations

import sqlalchemy as sa

from toktok.store.migrations.columns import address, big, index, table, text, word

revision = "0007"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table(
        "app_session", ["token_hash"], word("token_hash"), address("account"), word("series"),
        big("signed_in_at"), big("issued_at"), big("expires_at"), text("agent"),
    )  # fmt: skip
    index("app_session", "account", "account", "expires_at")
    index("app_session", "expires", "expires_at")
    index("app_session", "series", "series")
    table(
        "app_nonce",
        ["nonce"],
        text("nonce"),
        address("account"),
        text("message"),
        big("expires_at"),
    )
    index("app_nonce", "expires", "expires_at")
    table(
        "app_profile", ["account"], address("account"), text("name"), text("bio"),
        sa.Column("links", sa.JSON(), nullable=False), text("picture", nullable=True), big("changed_at"),
    )  # fmt: skip
    index("app_profile", "picture", "picture")
    table("app_watch", ["account", "token"], address("account"), address("token"), big("since"))
    table(
        "app_block",
        ["account", "other"],
        address("account"),
        address("other"),
        text("kind"),
        big("since"),
    )
    index("app_block", "other", "other", "kind")
    table(
        "app_draft", ["account", "key"], address("account"), text("key"),
        sa.Column("content", sa.JSON(), nullable=False), big("changed_at"),
    )  # fmt: skip
