"""Many rows at once: one statement for a set of twins, values turned column by column.

SQLite takes the rows of `executemany`, PostgreSQL one array for each column. Statements, and what turns
a column's values, are made once for each table: to bind value by value through SQLAlchemy took longer
than the databases do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Protocol

import psycopg
from sqlmodel import Session, SQLModel

from toktok.store.bulk.postgresql import PostgresqlBulk
from toktok.store.bulk.sqlite import SqliteBulk
from toktok.store.twins import twin_of

Key = tuple[Any, ...]


class _Bulk(Protocol):
    """What a database does with many rows of one table."""

    def insert(self, session: Session, rows: Sequence[Any]) -> None: ...

    def upsert(self, session: Session, rows: Sequence[Any]) -> None: ...

    def delete(self, session: Session, keys: Sequence[Key]) -> None: ...

    def select(self, session: Session, keys: Sequence[Key]) -> list[tuple[Any, ...]]: ...


@contextmanager
def together(session: Session) -> Iterator[None]:
    """Writes in here do not wait for each other's answers; what goes wrong is raised at the end."""
    connection = session.connection().connection.driver_connection
    if isinstance(connection, psycopg.Connection):
        with connection.pipeline():
            yield
    else:
        yield


def insert(session: Session, model: type[SQLModel], rows: Sequence[Any]) -> None:
    """New rows; none of them is there yet."""
    if rows:
        _bulk(session, model).insert(session, rows)


def upsert(session: Session, model: type[SQLModel], rows: Sequence[Any]) -> None:
    """New rows, and changed ones in the place of those with the same key."""
    if rows:
        _bulk(session, model).upsert(session, rows)


def delete(session: Session, model: type[SQLModel], keys: Sequence[Key]) -> None:
    """Forget the rows with these primary keys."""
    if keys:
        _bulk(session, model).delete(session, keys)


def select(session: Session, model: type[SQLModel], keys: Sequence[Key]) -> list[Any]:
    """Twins of the rows with these primary keys, or with these beginnings of one."""
    if not keys:
        return []
    twin = twin_of(model)
    return [twin(*values) for values in _bulk(session, model).select(session, keys)]


def _bulk(session: Session, model: type[SQLModel]) -> _Bulk:
    return _made(session.get_bind().dialect.name, model)


@cache
def _made(dialect: str, model: type[SQLModel]) -> _Bulk:
    return PostgresqlBulk(model) if dialect == "postgresql" else SqliteBulk(model)
