"""Many rows at once in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

import orjson
from sqlalchemy import JSON, Boolean, Column
from sqlmodel import Session, SQLModel

from toktok.store.twins import columns_of, key_columns, table_of
from toktok.store.types import Wide

_Turn = Callable[[Iterable[Any]], Iterable[Any]]

_KEYS_PER_QUERY = 1_000


class SqliteBulk:
    """Statements for one table."""

    def __init__(self, model: type[SQLModel]) -> None:
        columns, keys = columns_of(model), key_columns(model)
        names = [_quoted(each) for each in columns]
        self._table = table_of(model).name
        self._keys = [_quoted(each) for each in keys]
        self._getters = [attrgetter(each.name) for each in columns]
        self._dumps = [_dump(each) for each in columns]
        self._loads = [_load(each) for each in columns]
        self._key_dumps = [_dump(each) for each in keys]
        self._insert = (
            f"INSERT INTO {self._table} ({', '.join(names)}) VALUES ({_marks(len(names))})"
        )
        changed = ", ".join(f"{each} = excluded.{each}" for each in names if each not in self._keys)
        then = f"UPDATE SET {changed}" if changed else "NOTHING"
        self._upsert = f"{self._insert} ON CONFLICT ({', '.join(self._keys)}) DO {then}"
        matches = " AND ".join(f"{each} = ?" for each in self._keys)
        self._delete = f"DELETE FROM {self._table} WHERE {matches}"
        self._selected = ", ".join(f"t.{each}" for each in names)

    def insert(self, session: Session, rows: Sequence[Any]) -> None:
        """New rows."""
        self._run(session, self._insert, rows)

    def upsert(self, session: Session, rows: Sequence[Any]) -> None:
        """New or changed rows."""
        self._run(session, self._upsert, rows)

    def delete(self, session: Session, keys: Sequence[tuple[Any, ...]]) -> None:
        """Rows by key."""
        session.connection().exec_driver_sql(self._delete, self._dumped(keys))

    def select(self, session: Session, keys: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Values of the rows with these keys, or these beginnings of keys, each given once."""
        found: list[tuple[Any, ...]] = []
        dumped, width = self._dumped(keys), len(keys[0])
        names = self._keys[:width]
        matches = " AND ".join(f"t.{each} = k.{each}" for each in names)
        # `(a, b) IN (VALUES …)` reads the whole table; a cross join is done in the order it is written.
        found_by = f"SELECT {self._selected} FROM k CROSS JOIN {self._table} AS t ON {matches}"
        for start in range(0, len(dumped), _KEYS_PER_QUERY):
            chunk = dumped[start : start + _KEYS_PER_QUERY]
            marks = ", ".join([f"({_marks(width)})"] * len(chunk))
            statement = f"WITH k({', '.join(names)}) AS (VALUES {marks}) {found_by}"
            parameters = tuple(value for key in chunk for value in key)
            found += session.connection().exec_driver_sql(statement, parameters).all()
        return _rows(self._loads, zip(*found, strict=True)) if found else []

    def _run(self, session: Session, statement: str, rows: Sequence[Any]) -> None:
        columns = (map(getter, rows) for getter in self._getters)
        session.connection().exec_driver_sql(statement, _rows(self._dumps, columns))

    def _dumped(self, keys: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return _rows(self._key_dumps[: len(keys[0])], zip(*keys, strict=True))


def _rows(turns: Iterable[_Turn], columns: Iterable[Iterable[Any]]) -> list[tuple[Any, ...]]:
    turned = (turn(values) for turn, values in zip(turns, columns, strict=True))
    return list(zip(*turned, strict=True))


def _dump(column: Column[Any]) -> _Turn:
    if isinstance(column.type, Wide):
        offset = column.type.offset
        return lambda values: [
            None if value is None else (value + offset).to_bytes(32, "big") for value in values
        ]
    if isinstance(column.type, JSON):
        return lambda values: [
            None if value is None else orjson.dumps(value).decode() for value in values
        ]
    return lambda values: values


def _load(column: Column[Any]) -> _Turn:
    if isinstance(column.type, Wide):
        offset = column.type.offset
        return lambda values: [
            None if value is None else int.from_bytes(value, "big") - offset for value in values
        ]
    if isinstance(column.type, JSON):
        return lambda values: [None if value is None else orjson.loads(value) for value in values]
    if isinstance(column.type, Boolean):
        return lambda values: [None if value is None else bool(value) for value in values]
    return lambda values: values


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _quoted(column: Column[Any]) -> str:
    return f'"{column.name}"'
