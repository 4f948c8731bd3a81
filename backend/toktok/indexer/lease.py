"""One writer: whoever holds the lease indexes, everyone else waits as a hot standby."""

from __future__ import annotations

import asyncio
import fcntl
import os
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from toktok.errors import ConfigError, DatabaseUnavailableError, ToktokError
from toktok.store.engine import Store
from toktok.store.troubles import in_words

_CHECK_SECONDS = 1.0
_KIND = 0x746F6B74
_LOCK = "SELECT pg_try_advisory_lock(%s, hashtext(current_schema()::text))"


class LeaseTakenError(ToktokError):
    """Another process has the right to write."""

    title = "Another indexer"
    remedy = "Stop every `toktok serve` and `toktok index` of this database, then run this again."


class Lease(Protocol):
    """The right to write. The system takes it from a process that dies."""

    def acquire(self) -> bool:
        """Try to get it, without waiting for another holder. Raises DatabaseUnavailableError."""

    def check(self) -> None:
        """Raise DatabaseUnavailableError if it is not held any more."""

    def release(self) -> None:
        """Give it back, if it is held."""


class FileLease:
    """A lock on a file beside the database's. The file stays."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Try to lock the file."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise DatabaseUnavailableError(
                f"{self._path} cannot be opened: {error.strerror}."
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def check(self) -> None:
        """Another file at the path could be locked by another indexer."""
        if self._descriptor is None or not self._is_there(self._descriptor):
            raise DatabaseUnavailableError(f"The lock {self._path} was removed.")

    def release(self) -> None:
        """Unlock the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _is_there(self, descriptor: int) -> bool:
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        return False


class SessionLease:
    """An advisory lock of PostgreSQL, held by a session of its own and gone with it.

    A process that dies closes the session; that a machine is gone without a word the server notices
    by its keepalives.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._session: Connection | None = None
        self._busy = threading.Lock()

    def acquire(self) -> bool:
        """Try to take the lock, in a session that is kept for the next try."""
        with self._busy:
            return bool(self._ask(_LOCK, (_KIND,)))

    def check(self) -> None:
        """Ask in the session, which holds the lock for as long as it answers."""
        with self._busy:
            if self._session is None:
                raise DatabaseUnavailableError("The session that holds the lease was ended.")
            self._ask("SELECT 1")

    def release(self) -> None:
        """End the session."""
        with self._busy:
            self._end()

    def _ask(self, question: str, values: tuple[Any, ...] = ()) -> Any:
        try:
            with in_words():
                if self._session is None:
                    engine = self._store.engine.execution_options(isolation_level="AUTOCOMMIT")
                    self._session = engine.connect()
                    # Not one of the pool's: it stays out for as long as we index.
                    self._session.detach()
                return self._session.exec_driver_sql(question, values).scalar_one()
        except BaseException:
            self._end()
            raise

    def _end(self) -> None:
        if self._session is not None:
            with suppress(DBAPIError):
                self._session.close()
            self._session = None


def lease_for(store: Store) -> Lease:
    """The lease of a database: in PostgreSQL one for each schema, else beside the file."""
    if store.is_postgresql:
        return SessionLease(store)
    database = store.engine.url.database
    if not database:
        raise ConfigError(
            "A database in memory cannot be shared with an indexer.",
            remedy="Set TOKTOK_DATABASE_URL to a file.",
        )
    return FileLease(Path(f"{database}.indexer.lock"))


@contextmanager
def held(lease: Lease) -> Iterator[None]:
    """Hold the lease inside the block. Raises LeaseTakenError."""
    try:
        if not lease.acquire():
            raise LeaseTakenError("An indexer is working on the database.")
        yield
    finally:
        lease.release()


async def acquire(
    lease: Lease, *, retry_seconds: float, on_refusal: Callable[[], None] = lambda: None
) -> None:
    """Wait for the lease; `on_refusal` is told each time that another has it."""
    while True:
        if await asyncio.to_thread(lease.acquire):
            return
        on_refusal()
        await asyncio.sleep(retry_seconds)


async def while_held(lease: Lease, work: Coroutine[Any, Any, None]) -> None:
    """Do the work; stop in the middle of it and raise DatabaseUnavailableError if the lease is lost."""
    tasks = [asyncio.create_task(work), asyncio.create_task(_watch(lease))]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(lease: Lease) -> None:
    while True:
        await asyncio.sleep(_CHECK_SECONDS)
        await asyncio.to_thread(lease.check)
