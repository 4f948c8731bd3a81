"""SQLite: one file, many readers, one writer at a time."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine import create_engine as _create_engine
from sqlalchemy.pool import PoolProxiedConnection

from toktok.errors import ConfigError, DatabaseReplacedError
from toktok.store.json import dumps, loads

_BUSY_MILLISECONDS = 30_000


def create_engine(url: URL) -> Engine:
    """An engine for a SQLite address; the file's folder is made if it is not there."""
    if url.database:
        _make_folder(Path(url.database).parent)
    engine = _create_engine(url, json_serializer=dumps, json_deserializer=loads)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    if url.database:
        _watch(engine, Path(url.database))
    return engine


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"TOKTOK_DATABASE_URL is in {path}, which cannot be made: {error.strerror}.",
            remedy="Name a folder you may write to.",
        ) from None


def _watch(engine: Engine, path: Path) -> None:
    """Refuse to go on when the file at the path is another than the first that was opened."""
    first: list[tuple[int, int] | None] = []

    def compare(*_: Any) -> None:
        if first and first[0] != _identity(path):
            raise DatabaseReplacedError(f"{path} was removed or replaced while it was in use.")

    def remember(*_: Any) -> None:
        if not first:
            first.append(_identity(path))

    # Before connecting, which would make an empty file; and before a connection is used again.
    event.listen(engine, "do_connect", compare)
    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", compare)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _configure(connection: Any, _record: Any) -> None:
    # The driver's own idea of when a transaction begins would let a reading session drift.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    _switch_to_wal(connection)
    for pragma in (
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -8000",
        # A long history is written in pieces that fill the log many times over.
        "wal_autocheckpoint = 8000",
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


def _begin(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


class Versions:
    """Tells by a connection of its own whether others have committed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: PoolProxiedConnection | None = None

    def read(self) -> tuple[int | None, ...]:
        """Which file it is, and a number that changes with each commit of another connection."""
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
                self._connection.detach()
            (version,) = self._connection.cursor().execute("PRAGMA data_version").fetchone()
        return version, *(_identity(Path(self._engine.url.database or "")) or ())

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
