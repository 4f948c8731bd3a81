"""Steps back: to the block the old and the new branch share."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, SQLModel

from toktok.chain.blocks import fetch_headers
from toktok.chain.rpc import RetryPolicy, Rpc
from toktok.indexer.commit import CURSOR_ROW
from toktok.indexer.notify import Commit, Head
from toktok.indexer.rows import APPEND_ONLY, key_from_json, model_named, row_from_json
from toktok.store import bulk
from toktok.store.bulk import Key
from toktok.store.engine import Store
from toktok.store.tables import Block, Cursor, Journal
from toktok.store.twins import table_of

_ATTEMPTS = 4
_RETRY = RetryPolicy()


async def find_ancestor(rpc: Rpc, store: Store) -> int | None:
    """The newest of our blocks that the node still has; None if it is below the journal.

    That it has none is not believed at once: to give up the index is not to be taken back.
    """
    ours = await asyncio.to_thread(_kept_hashes, store)
    for attempt in range(_ATTEMPTS):
        for header in await fetch_headers(rpc, ours):
            if header is not None and ours.get(header.number) == header.hash:
                return header.number
        await asyncio.sleep(_RETRY.delay(attempt))
    return None


def _kept_hashes(store: Store) -> dict[int, bytes]:
    """The cursor's block and those the journal can go back to, newest first."""
    with store.read() as session:
        cursor = session.get_one(Cursor, CURSOR_ROW)
        block = table_of(Block)
        kept = session.execute(
            select(block.c.number, block.c.hash)
            .where(block.c.number >= cursor.floor)
            .order_by(block.c.number.desc())
        )
        # Deep in a history the cursor stands at a block that carries nothing, and is not kept.
        return {cursor.number: cursor.hash} | {row.number: row.hash for row in kept}


def rewind(store: Store, *, to: int) -> Commit:
    """Put every row back to what it was after block `to`, in one transaction."""
    with store.write(replayable=True) as session:
        _restore_rows(session, above=to)
        for model in (*APPEND_ONLY, Block):
            table = table_of(model)
            column = table.c.number if model is Block else table.c.block_number
            session.execute(delete(table).where(column > to))
        ancestor = session.get_one(Block, to)
        cursor = session.get_one(Cursor, CURSOR_ROW)
        cursor.number, cursor.hash = ancestor.number, ancestor.hash
        cursor.timestamp = ancestor.timestamp
        session.add(cursor)
        head = Head(ancestor.number, ancestor.hash, ancestor.timestamp)
    return Commit(head, reorg_to=to)


def _restore_rows(session: Session, *, above: int) -> None:
    """The first entry of a row above the block says what it was at the block."""
    journal = table_of(Journal)
    first: dict[tuple[str, str], str | None] = {}
    entries = session.execute(
        select(journal.c.table_name, journal.c.key, journal.c.before)
        .where(journal.c.block_number > above)
        .order_by(journal.c.block_number)
    )
    for name, key, before in entries:
        first.setdefault((name, key), before)
    made: dict[type[SQLModel], list[Key]] = {}
    changed: dict[type[SQLModel], list[Any]] = {}
    for (name, key), before in first.items():
        model = model_named(name)
        if before is None:
            made.setdefault(model, []).append(key_from_json(model, key))
        else:
            changed.setdefault(model, []).append(row_from_json(model, before))
    for model, keys in made.items():
        bulk.delete(session, model, keys)
    for model, rows in changed.items():
        bulk.upsert(session, model, rows)
    session.execute(delete(journal).where(journal.c.block_number > above))
