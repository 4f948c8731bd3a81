"""One writer: whoever holds the lease indexes, everyone else waits as a hot standby."""

from __future__ import annotations

import asyncio
import fcntl
import os
from pathlib import Path

from toktok.errors import ConfigError
from toktok.store.engine import Store


class Lease:
    """The right to write: a lock on a file, which the system takes from a process that dies."""

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


def lease_for(store: Store) -> Lease:
    """The lease beside the database's file."""
    database = store.engine.url.database
    if not database:
        raise ConfigError(
            "A database in memory cannot be shared with an indexer.",
            remedy="Set TOKTOK_DATABASE_URL to a file.",
        )
    return Lease(Path(f"{database}.indexer.lock"))


async def acquire(lease: Lease, *, retry_seconds: float) -> None:
    """Wait for the lease."""
    while True:
        if lease.acquire():
            return
        await asyncio.sleep(retry_seconds)
