"""Many rows at once in PostgreSQL: each column goes over as one array, in the text PostgreSQL reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

import orjson
from sqlalchemy import Column
from sqlalchemy.dialects import postgresql
from sqlmodel import Session, SQLModel

from toktok.store.twins import columns_of, key_columns, table_of
from toktok.store.types import Wide

_Dump = Callable[[Iterable[Any]], str]
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'})


class PostgresqlBulk:
    """Statements for one table."""

    def __init__(self, model: type[SQLModel]) -> None:
        columns, keys = columns_of(model), key_columns(model)
        names, self._keys = [_quoted(each) for each in columns], [_quoted(each) for each in keys]
        self._table = f'"{table_of(model).name}"'
        self._key_columns = keys
        self._columns = columns
        self._getters = [attrgetter(each.name) for each in columns]
        self._dumps = [_dump(each) for each in columns]
        self._key_dumps = [_dump(each) for each in keys]
        self._selected = ", ".join(f"t.{each}" for each in names)
        self._insert = (
            f"INSERT INTO {self._table} ({', '.join(names)}) SELECT * FROM {_arrays(columns)}"
        )
        changed = ", ".join(f"{each} = excluded.{each}" for each in names if each not in self._keys)
        then = f"UPDATE SET {changed}" if changed else "NOTHING"
        self._upsert = f"{self._insert} ON CONFLICT ({', '.join(self._keys)}) DO {then}"
        self._delete = f"DELETE FROM {self._table} t USING {self._given(len(keys))}"

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
        """Values of the rows with these keys, or these beginnings of keys."""
        given = self._given(len(keys[0]))
        statement = f"SELECT {self._selected} FROM {self._table} t, {given}"
        result = session.connection().exec_driver_sql(statement, self._dumped(keys))
        found = result.all()
        if not found:
            return []
        pairs = zip(self._columns, zip(*found, strict=True), strict=True)
        return list(zip(*(_load(column, values) for column, values in pairs), strict=True))

    def _given(self, width: int) -> str:
        names = self._keys[:width]
        matches = " AND ".join(f"t.{each} = k.{each}" for each in names)
        return f"{_arrays(self._key_columns[:width])} AS k({', '.join(names)}) WHERE {matches}"

    def _run(self, session: Session, statement: str, rows: Sequence[Any]) -> None:
        columns = zip(self._dumps, self._getters, strict=True)
        arrays = tuple(dump(map(getter, rows)) for dump, getter in columns)
        session.connection().exec_driver_sql(statement, arrays)

    def _dumped(self, keys: Sequence[tuple[Any, ...]]) -> tuple[str, ...]:
        columns = zip(*keys, strict=True)
        dumps = self._key_dumps[: len(keys[0])]
        return tuple(dump(values) for dump, values in zip(dumps, columns, strict=True))


def _arrays(columns: Sequence[Column[Any]]) -> str:
    return f"unnest({', '.join(f'%s::{_kind(each)}[]' for each in columns)})"


def _dump(column: Column[Any]) -> _Dump:
    text = _text(column)
    return lambda values: (
        "{" + ",".join(["NULL" if value is None else text(value) for value in values]) + "}"
    )


def _text(column: Column[Any]) -> Callable[[Any], str]:
    """How one value of a column stands in an array."""
    kind = _kind(column)
    if kind == "BYTEA":
        return lambda value: f'"\\\\x{value.hex()}"'
    if kind == "BOOLEAN":
        return lambda value: "t" if value else "f"
    if kind == "VARCHAR":
        return lambda value: f'"{value.translate(_ESCAPES)}"'
    if kind.startswith("JSON"):
        return lambda value: f'"{orjson.dumps(value).decode().translate(_ESCAPES)}"'
    return str


def _kind(column: Column[Any]) -> str:
    return column.type.compile(dialect=_DIALECT)


def _load(column: Column[Any], values: Iterable[Any]) -> Iterable[Any]:
    if isinstance(column.type, Wide):
        return [None if value is None else int(value) for value in values]
    return values


def _quoted(column: Column[Any]) -> str:
    return f'"{column.name}"'
