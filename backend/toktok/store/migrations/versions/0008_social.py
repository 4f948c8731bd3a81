"""What people like, follow and say, and what operators did about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import address, big, index, table, text, word

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_FINAL = "What operators did stays as it was written."


def upgrade() -> None:
    table("app_like", ["subject", "account"], text("subject"), address("account"), big("since"))
    index("app_like", "account", "account", "subject")
    table(
        "app_follow", ["account", "followed"], address("account"), address("followed"), big("since")
    )
    index("app_follow", "followed", "followed", "account")
    counts = big("likes"), big("total"), big("comments"), big("followers")
    table(
        "app_tally", ["subject"],
        text("subject"), text("kind"), *counts, text("credited", nullable=True), big("changed"),
    )  # fmt: skip
    index("app_tally", "changed", "changed")
    index("app_tally", "total", "kind", "total")
    table("app_audience", ["token"], address("token"), text("audience"), big("chosen_at"))
    table(
        "app_hidden",
        ["subject"],
        text("subject"),
        address("operator"),
        text("reason"),
        big("since"),
    )
    _comments()
    _reports()
    _acts()


def _comments() -> None:
    op.create_table(
        "app_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        word("key"),
        text("subject"),
        address("author"),
        text("body"),
        text("standing"),
        big("written_at"),
        big("edited_at", nullable=True),
        big("hidden_at", nullable=True),
        address("hidden_by", nullable=True),
        text("hidden_reason", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    index("app_comment", "subject", "subject", "id")
    index("app_comment", "author", "author", "id")


def _reports() -> None:
    op.create_table(
        "app_report",
        sa.Column("id", sa.Integer(), nullable=False),
        text("subject"),
        address("reporter"),
        text("reason"),
        text("note"),
        text("quoted"),
        big("reported_at"),
        big("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subject", "reporter"),
        sqlite_autoincrement=True,
    )
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_app_report_open", "app_report", ["id"], sqlite_where=is_open, postgresql_where=is_open
    )
    index("app_report", "reporter", "reporter", "id")


def _acts() -> None:
    op.create_table(
        "app_act",
        sa.Column("id", sa.Integer(), nullable=False),
        word("key"),
        address("operator"),
        text("act"),
        text("subject"),
        text("reason"),
        big("done_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    index("app_act", "subject", "subject", "id")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION app_act_is_final() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION '{_FINAL}'; END$$"
        )
        op.execute(
            "CREATE TRIGGER app_act_is_final BEFORE UPDATE OR DELETE ON app_act "
            "FOR EACH ROW EXECUTE FUNCTION app_act_is_final()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER app_act_no_{change.lower()} BEFORE {change} ON app_act "
            f"BEGIN SELECT RAISE(ABORT, '{_FINAL}'); END"
        )
