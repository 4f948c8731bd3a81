"""The database: one engine, sessions that read one consistent state, sessions that commit."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from toktok.errors import ConfigError

_BUSY_MILLISECONDS = 30_000
_ADDRESS = "Use sqlite:///path/to/file.db."


class Store:
    """A database address turned into sessions. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _create_engine(url)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one consistent state for as long as it is open, and writes nothing."""
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits when the block ends, and rolls back if it raises."""
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            yield session
            session.commit()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def _create_engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigError(
            "TOKTOK_DATABASE_URL is not a database address.", remedy=_ADDRESS
        ) from None
    if parsed.get_backend_name() != "sqlite":
        raise ConfigError(
            "TOKTOK_DATABASE_URL is an address of another kind: only sqlite:/// is supported.",
            remedy=_ADDRESS,
        )
    if parsed.database:
        _make_folder(Path(parsed.database).parent)
    engine = create_engine(parsed, json_serializer=_dumps, json_deserializer=orjson.loads)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"TOKTOK_DATABASE_URL is in {path}, which cannot be made: {error.strerror}.",
            remedy="Name a folder you may write to.",
        ) from None


def _configure_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own idea of when a transaction begins would let a reading session drift.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    _switch_to_wal(connection)
    for pragma in (
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _switch_to_wal(connection: Any) -> None:
    # A new file's first switch needs it alone, and does not wait for that by itself.
    deadline = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
