"""The rows a batch of blocks touches: loaded set-wise, changed in memory, written set-wise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, SQLModel

from toktok.indexer.errors import ContinuityError
from toktok.indexer.rows import (
    Key,
    column_names,
    key_columns,
    key_names,
    key_of,
    key_to_json,
    row_to_json,
    table_of,
    values_of,
)
from toktok.store.tables import Journal

Row = TypeVar("Row", bound=SQLModel)

_KEYS_PER_QUERY = 300


class WorkingSet:
    """Rows by table and key. Nothing is written before `flush`.

    Blocks from `journal_from` on may still be rewritten: for them the journal gets every row as it
    was before the block changed it first.
    """

    def __init__(self, session: Session, *, journal_from: int) -> None:
        self._session = session
        self._journal_from = journal_from
        self._rows: dict[type[SQLModel], dict[Key, SQLModel | None]] = defaultdict(dict)
        self._dirty: dict[type[SQLModel], set[Key]] = {}
        self._appended: dict[type[SQLModel], list[dict[str, Any]]] = {}
        self._gathered: set[tuple[type[SQLModel], str, Any]] = set()
        self._journaled: set[tuple[type[SQLModel], Key]] = set()
        self._journal: list[dict[str, Any]] = []
        self._block_number = 0

    def begin_block(self, number: int) -> None:
        """Changes from here on belong to block `number`."""
        self._block_number = number
        self._journaled.clear()

    def prefetch(self, model: type[SQLModel], keys: Iterable[Key]) -> None:
        """Load many rows with few queries; what is not found is known to be absent."""
        loaded = self._rows[model]
        missing = [key for key in dict.fromkeys(keys) if key not in loaded]
        columns = key_columns(model)
        for start in range(0, len(missing), _KEYS_PER_QUERY):
            chunk = missing[start : start + _KEYS_PER_QUERY]
            if len(columns) == 1:
                among = columns[0].in_([key[0] for key in chunk])
            else:
                among = tuple_(*columns).in_(chunk)
            loaded.update(dict.fromkeys(chunk))
            for values in self._session.execute(select(table_of(model)).where(among)).mappings():
                row = model(**values)
                loaded[key_of(row)] = row

    def gather(self, model: type[SQLModel], name: str, values: Iterable[Any]) -> None:
        """Load every row whose column `name` has one of these values, with few queries."""
        loaded = self._rows[model]
        wanted = [
            each for each in dict.fromkeys(values) if (model, name, each) not in self._gathered
        ]
        table = table_of(model)
        for start in range(0, len(wanted), _KEYS_PER_QUERY):
            among = table.c[name].in_(wanted[start : start + _KEYS_PER_QUERY])
            for columns in self._session.execute(select(table).where(among)).mappings():
                row = model(**columns)
                loaded.setdefault(key_of(row), row)
        self._gathered.update((model, name, each) for each in wanted)

    def find(self, model: type[Row], *key: Any) -> Row | None:
        """The row as it stands, for reading; None if there is none."""
        if key not in self._rows[model]:
            self.prefetch(model, [key])
        return self._rows[model][key]  # type: ignore[return-value]

    def edit(self, model: type[Row], *key: Any) -> Row:
        """The row, for changing; it must be there."""
        row = self.find(model, *key)
        if row is None:
            named = ", ".join(part.hex() if isinstance(part, bytes) else str(part) for part in key)
            raise ContinuityError(
                self._block_number, f"an event speaks of {model.__tablename__} {named}, unknown."
            )
        self._mark(model, key)
        return row

    def edit_or_new(self, model: type[Row], *key: Any) -> Row:
        """The row, for changing; made from its defaults if it is not there."""
        row = self.find(model, *key)
        self._mark(model, key)
        if row is None:
            row = model(**dict(zip(key_names(model), key, strict=True)))
            self._rows[model][key] = row
        return row

    def put(self, row: SQLModel) -> None:
        """A new row of a table whose rows change."""
        model, key = type(row), key_of(row)
        self.find(model, *key)
        self._mark(model, key)
        self._rows[model][key] = row

    def remove(self, model: type[SQLModel], *key: Any) -> None:
        """Forget a row."""
        if self.find(model, *key) is not None:
            self._mark(model, key)
            self._rows[model][key] = None

    def append(self, row: SQLModel) -> None:
        """A row of a table that only grows."""
        self._appended.setdefault(type(row), []).append(values_of(row))

    def scan(self, model: type[Row], name: str, value: Any) -> list[Row]:
        """Every row whose column `name` has this value, changes of this batch included."""
        self.gather(model, name, [value])
        return [
            row
            for row in self._rows[model].values()
            if isinstance(row, model) and getattr(row, name) == value
        ]

    def flush(self) -> None:
        """Write everything, set-wise, into the session's transaction."""
        for model, keys in self._dirty.items():
            rows = [(key, self._rows[model][key]) for key in keys]
            _delete(self._session, model, [key for key, row in rows if row is None])
            upsert(self._session, model, [values_of(row) for _, row in rows if row is not None])
        for model, values in self._appended.items():
            self._session.execute(insert(table_of(model)), values)
        if self._journal:
            self._session.execute(insert(table_of(Journal)), self._journal)
        self._dirty.clear()
        self._appended.clear()
        self._journal.clear()

    def _mark(self, model: type[SQLModel], key: Key) -> None:
        self._dirty.setdefault(model, set()).add(key)
        if self._block_number < self._journal_from or (model, key) in self._journaled:
            return
        self._journaled.add((model, key))
        before = self._rows[model][key]
        self._journal.append(
            {
                "block_number": self._block_number,
                "table_name": table_of(model).name,
                "key": key_to_json(model, key),
                "before": None if before is None else row_to_json(model, values_of(before)),
            }
        )


def upsert(session: Session, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert rows, or replace those with the same key."""
    if not rows:
        return
    statement = sqlite.insert(table_of(model))
    keys = key_names(model)
    changed = {name: statement.excluded[name] for name in column_names(model) if name not in keys}
    session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=changed), rows)


def _delete(session: Session, model: type[SQLModel], keys: list[Key]) -> None:
    columns = key_columns(model)
    for start in range(0, len(keys), _KEYS_PER_QUERY):
        chunk = keys[start : start + _KEYS_PER_QUERY]
        session.execute(delete(table_of(model)).where(tuple_(*columns).in_(chunk)))
