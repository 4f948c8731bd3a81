"""What a database's error means for whoever asked: wait and try again, or something has to be done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from toktok.errors import DatabaseUnavailableError, ToktokError

_PASSING_CLASSES = ("08", "40", "53", "57", "58")
"""Of SQLSTATE: connection, rollback, resources (disk full, too many clients), operator, system."""
_READ_ONLY = "25006"
_PASSING_CODES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what passes by itself, or once somebody helps, into a `DatabaseUnavailableError`."""
    try:
        yield
    except DBAPIError as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error
    except PoolTimeoutError as error:
        raise DatabaseUnavailableError("All connections to the database are in use.") from error


def trouble_of(error: DBAPIError) -> ToktokError | None:
    """The error in words; None if it is about the statement, which is ours to correct."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        passing = getattr(cause, "sqlite_errorcode", 0) & 0xFF in _PASSING_CODES
    elif isinstance(cause, psycopg.Error):
        state = cause.sqlstate or ""
        passing = (
            _is_lost(error, cause) or state.startswith(_PASSING_CLASSES) or state == _READ_ONLY
        )
    else:
        passing = False
    return DatabaseUnavailableError(f"The database fails: {_reason(cause)}.") if passing else None


def _is_lost(error: DBAPIError, cause: psycopg.Error) -> bool:
    never_connected = isinstance(cause, psycopg.OperationalError) and cause.sqlstate is None
    return error.connection_invalidated or never_connected


def _reason(cause: BaseException | None) -> str:
    """The driver's first line, without what says no more than that there was an error."""
    line = (str(cause).splitlines() or [type(cause).__name__])[0]
    return line.removeprefix("connection failed: ").rstrip(".")
