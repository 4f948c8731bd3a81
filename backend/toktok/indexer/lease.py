"""One writer: whoever holds the lease indexes, everyone else waits as a hot standby."""

from __future__ import annotations

import asyncio
import fcntl
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, text

from toktok.errors import ConfigError
from toktok.store.engine import Store

_ADVISORY_LOCK = 0x746F6B746F6B  # "toktok"


class Lease(Protocol):
    """The right to write; the operating system takes it from a process that dies."""

    def acquire(self) -> bool:
        """Try to get the lease, without waiting."""
        ...

    def release(self) -> None:
        """Give it back."""
        ...


class FileLease:
    """A lock on a file beside a SQLite database."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Try to lock the file, without waiting."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Unlock the file, which stays."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class AdvisoryLease:
    """An advisory lock of PostgreSQL, held by a connection of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection: Connection | None = None

    def acquire(self) -> bool:
        """Try to take the lock, without waiting."""
        connection = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        taken = connection.execute(
            text("SELECT pg_try_advisory_lock(:key)"), {"key": _ADVISORY_LOCK}
        ).scalar_one()
        if not taken:
            connection.close()
            return False
        self._connection = connection
        return True

    def release(self) -> None:
        """Close the connection; the lock goes with it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def lease_for(store: Store) -> Lease:
    """The kind of lease this database has."""
    url = store.engine.url
    if url.get_backend_name() == "postgresql":
        return AdvisoryLease(store)
    if not url.database:
        raise ConfigError(
            "A database in memory cannot be shared with an indexer.",
            remedy="Set TOKTOK_DATABASE_URL to a file.",
        )
    return FileLease(Path(f"{url.database}.indexer.lock"))


async def acquire(lease: Lease, *, retry_seconds: float) -> None:
    """Wait for the lease."""
    while True:
        if lease.acquire():
            return
        await asyncio.sleep(retry_seconds)
