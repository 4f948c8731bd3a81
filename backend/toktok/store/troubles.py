"""What a database's error means for whoever asked: wait and try again, or something has to be done."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from toktok.errors import DatabaseDamagedError, DatabaseUnavailableError, ToktokError

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
_DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_ADDRESS = re.compile(r"^(connection failed: )?connection to server .*? failed: ")


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what passes by itself, or once somebody helps, into a `DatabaseUnavailableError`."""
    try:
        yield
    except (DBAPIError, psycopg.Error, sqlite3.Error) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error
    except PoolTimeoutError as error:
        raise DatabaseUnavailableError("All connections to the database are in use.") from error


def trouble_of(error: Exception) -> ToktokError | None:
    """The error in words; None if it is about the statement, which is ours to correct."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED_CODES:
            return DatabaseDamagedError(f"The database is unusable: {_reason(cause)}.")
        passing = code in _PASSING_CODES
    elif isinstance(cause, psycopg.Error):
        state = cause.sqlstate or ""
        passing = (
            _is_lost(error, cause) or state.startswith(_PASSING_CLASSES) or state == _READ_ONLY
        )
    else:
        passing = False
    return DatabaseUnavailableError(f"The database fails: {_reason(cause)}.") if passing else None


def _is_lost(error: Exception, cause: psycopg.Error) -> bool:
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    return invalidated or (isinstance(cause, psycopg.OperationalError) and cause.sqlstate is None)


def _reason(cause: BaseException | None) -> str:
    """The driver's first line, without where we wanted to go: that is for the operator alone."""
    line = (str(cause).splitlines() or [type(cause).__name__])[0]
    return _ADDRESS.sub("", line).rstrip(".")
