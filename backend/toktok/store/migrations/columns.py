"""Columns and tables in few words, for migrations that make many."""

from __future__ import annotations

from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

from toktok.store.types import U256, Address, Hash


def table(name: str, key: list[str], *columns: sa.Column[Any], rowid: bool = True) -> None:
    options = {} if rowid else {"sqlite_with_rowid": False}
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key), **options)


def happening(name: str, *columns: sa.Column[Any], by: list[tuple[str, str]] | None = None) -> None:
    """A table of logs, with an index for each column it is listed by."""
    place = (big("block_number"), small("log_index"), word("tx_hash"), big("timestamp"))
    table(name, ["block_number", "log_index"], *place, *columns)
    for suffix, column in by or []:
        index(name, suffix, column, "block_number", "log_index")


def index(table: str, suffix: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{suffix}", table, list(columns))


def _column(kind: Any, name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind(), nullable=nullable)


big = partial(_column, sa.BigInteger)
small = partial(_column, sa.Integer)
wide = partial(_column, U256)
address = partial(_column, Address)
word = partial(_column, Hash)
text = partial(_column, sa.String)
flag = partial(_column, sa.Boolean)
