"""A copy of what the chain cannot give back, and the way back: while the service runs, and whole or not at all."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from sqlalchemy import Table, func, insert, inspect, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session

from toktok.errors import BackupError
from toktok.store.backup_file import (
    BackupReader,
    BackupWriter,
    Head,
    Row,
    app_tables,
    columns_of,
    identity_of,
)
from toktok.store.engine import Store
from toktok.store.migrate import revision

_ROWS_AT_ONCE = 400

Item = TypeVar("Item")


@dataclass(slots=True)
class Merged:
    """Rows of a backup: `added`, there `already`, and there with `other` content, which stays."""

    added: int = 0
    already: int = 0
    other: int = 0


def backup(store: Store, path: Path, *, media: Iterable[str] = ()) -> Head:
    """Write the file, from one state of the database; a file of that name is replaced at the end.

    `media` are the names of the media files there are. Raises BackupError.
    """
    with store.read() as session:
        schema = _require_our_tables(session)
        rows = {name: _count(session, table) for name, table in app_tables().items()}
        head = Head(schema, int(time.time()), rows, sorted(media))
        try:
            _write(session, path, head)
        except OSError as error:
            raise BackupError(f"{path} cannot be written: {error.strerror}.") from error
    return head


def restore(store: Store, path: Path) -> tuple[Head, dict[str, Merged]]:
    """Add the rows the database does not have, all or none; what there is stays as it is.

    Raises BackupError before anything is written.
    """
    reader = BackupReader(path)
    merged = {name: Merged() for name in app_tables()}
    try:
        with store.write(alone=tuple(app_tables().values())) as session:
            for table, group in groupby(reader.rows(), key=lambda found: found[0]):
                for rows in _batches((row for _, row in group), _ROWS_AT_ONCE):
                    _merge(session, table, rows, merged[table.name])
    except (DataError, IntegrityError) as error:
        raise BackupError(f"{path} has rows that cannot be: {error.orig}.") from error
    return reader.head, merged


def _require_our_tables(session: Session) -> str:
    """The schema's name. What is not in our columns would be left out without a word."""
    schema = revision(session.connection())
    inspector = inspect(session.connection())
    for name, table in app_tables().items():
        found = (
            {each["name"] for each in inspector.get_columns(name)}
            if inspector.has_table(name)
            else set()
        )
        if found != {each.name for each in table.columns}:
            raise BackupError(
                f"The database has schema {schema or 'none'}, where {name} is another table than ours.",
                remedy="Use the version of Toktok that works with this database.",
            )
    return str(schema)


def _count(session: Session, table: Table) -> int:
    count: int = session.execute(select(func.count()).select_from(table)).scalar_one()
    return count


def _write(session: Session, path: Path, head: Head) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        try:
            writer = BackupWriter(draft.file, head)
            for table in app_tables().values():
                ordered = select(table).order_by(*table.primary_key.columns)
                for row in session.execute(ordered.execution_options(yield_per=1000)).mappings():
                    writer.row(table, dict(row))
            writer.end()
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).replace(path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise


def _merge(session: Session, table: Table, rows: list[Row], merged: Merged) -> None:
    known = _known(session, table, rows)
    new = [row for row in rows if _identity(table, row) not in known]
    if new:
        session.execute(insert(table), new)
    same = sum(row.items() <= known.get(_identity(table, row), {}).items() for row in rows)
    merged.added += len(new)
    merged.already += same
    merged.other += len(rows) - len(new) - same


def _known(session: Session, table: Table, rows: list[Row]) -> dict[tuple[Any, ...], Row]:
    """The rows of the database that are in `rows`, by identity; some that begin alike among them."""
    first = identity_of(table)[0]
    # By its first column, which both databases look up in the index; SQLite scans for several.
    alike = select(*columns_of(table)).where(first.in_([row[first.name] for row in rows]))
    found = session.execute(alike).mappings()
    return {_identity(table, row): dict(row) for row in found}


def _identity(table: Table, row: Any) -> tuple[Any, ...]:
    return tuple(row[each.name] for each in identity_of(table))


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
