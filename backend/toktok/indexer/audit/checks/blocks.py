"""Blocks: a chain of parents up to the cursor, and under every row of history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel, col

from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.rows import APPEND_ONLY
from toktok.store.tables import Block, Journal


def check_blocks(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Kept blocks link, rows lie in them, and the journal goes back to the floor and no further."""
    yield from _links(snapshot)
    for model in APPEND_ONLY:
        yield from _places(snapshot, model)
    for number, table in snapshot.values(
        select(col(Journal.block_number), col(Journal.table_name)).distinct()
    ):
        kept = snapshot.cursor.floor < number <= snapshot.cursor.number
        yield CrossCheck("journal", f"{number} {table}", "kept", kept, True, "above the floor")


def _links(snapshot: Snapshot) -> Iterator[CrossCheck]:
    before: Block | None = None
    for row in snapshot.stream(Block):
        if before is not None and before.number + 1 == row.number:
            key = str(row.number)
            yield CrossCheck(
                "block", key, "parent_hash", row.parent_hash, before.hash, "the block before"
            )
        before = row
    cursor = snapshot.cursor
    last = (before.number, before.hash, before.timestamp) if before else None
    ours = (cursor.number, cursor.hash, cursor.timestamp)
    yield CrossCheck("cursor", "1", "block", ours, last, "the last block")


def _places(snapshot: Snapshot, model: type[SQLModel]) -> Iterator[CrossCheck]:
    """Each row's timestamp is its block's; a block that is missing has none."""
    row: Any = model
    statement = (
        select(row.block_number, row.log_index, row.timestamp, col(Block.timestamp))
        .outerjoin(Block, col(Block.number) == row.block_number)
        .order_by(row.block_number, row.log_index)
    )
    for number, log_index, timestamp, theirs in snapshot.values(statement):
        key = f"{number}/{log_index}"
        yield CrossCheck(str(model.__tablename__), key, "timestamp", timestamp, theirs, "its block")
