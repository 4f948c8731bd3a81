"""The database: one engine, sessions that read one consistent state, sessions that commit."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from toktok.errors import ConfigError
from toktok.store import postgresql, sqlite
from toktok.store.once import remembering
from toktok.store.troubles import in_words

_ADDRESS = "Use sqlite:///path/to/file.db or postgresql://user:password@host/database."
_ENGINES = {
    "sqlite": sqlite.create_engine,
    "postgresql": postgresql.create_engine,
    "postgresql+psycopg": postgresql.create_engine,
}


Version = Hashable
"""Names what a database contained at some moment."""


class Store:
    """A database address turned into sessions. Safe to share between threads.

    Sessions raise `DatabaseUnavailableError` while the database is away, full or locked.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _create_engine(url)
        self.is_postgresql = self.engine.dialect.name == "postgresql"
        self._readers, self._writers = self._sharing_the_pool()
        self._version = self._versions()
        self._is_closed = False
        event.listen(self.engine, "checkin", self._let_go)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one consistent state for as long as it is open, and writes nothing."""
        with (
            in_words(),
            Session(
                self._readers, autoflush=False, expire_on_commit=False, info=remembering()
            ) as session,
        ):
            yield session

    @contextmanager
    def write(self, *, alone: Sequence[Table] = (), replayable: bool = False) -> Iterator[Session]:
        """A session that commits when the block ends, and rolls back if it raises.

        It sees one state, and its own changes. Others who are to be `alone` in one of the same tables wait;
        in SQLite everyone does. `replayable` is what can be told again: the last moments of it may
        be missing after the database's machine crashed.
        """
        with (
            in_words(),
            Session(self._writers, autoflush=False, expire_on_commit=False) as session,
        ):
            session.connection()
            if self.is_postgresql:
                _prepare(session, alone, replayable)
            yield session
            session.commit()

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A transaction beside which no other of these runs: the next one sees all it has done."""
        with in_words():
            if not self.is_postgresql:
                with self._writers.begin() as connection:
                    yield connection
                return
            with self.engine.begin() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(current_schema()))"))
                yield connection

    def version(self) -> Version:
        """Another one after every commit, of this process or of others; cheaper than to read."""
        with in_words():
            return self._version.read()

    def close(self) -> None:
        """Close every connection; those in use by other threads as soon as they are given back."""
        self._is_closed = True
        self._version.close()
        self.engine.dispose()

    def _let_go(self, _connection: Any, record: Any) -> None:
        if self._is_closed:
            record.invalidate()

    def _versions(self) -> sqlite.Versions | postgresql.Versions:
        return (
            postgresql.Versions(self.engine) if self.is_postgresql else sqlite.Versions(self.engine)
        )

    def _sharing_the_pool(self) -> tuple[Engine, Engine]:
        """Engines over the same connections: one to read with, one to write with."""
        if not self.is_postgresql:
            return self.engine, self.engine.execution_options(sqlite_begin="IMMEDIATE")
        # Whoever writes what another has written since is refused, so two indexers cannot mix.
        one_state = self.engine.execution_options(isolation_level="REPEATABLE READ")
        return one_state.execution_options(postgresql_readonly=True), one_state


def _prepare(session: Session, alone: Sequence[Table], replayable: bool) -> None:
    # Both come before the first question, which is when the state is fixed.
    if replayable:
        session.execute(text("SET LOCAL synchronous_commit = off"))
    if alone:
        names = ", ".join(f'"{each.name}"' for each in alone)
        session.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _create_engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigError(
            "TOKTOK_DATABASE_URL is not a database address.", remedy=_ADDRESS
        ) from None
    create = _ENGINES.get(parsed.drivername)
    if create is None:
        raise ConfigError(
            "TOKTOK_DATABASE_URL is an address of another kind: only sqlite:/// and postgresql:// "
            "are supported.",
            remedy=_ADDRESS,
        )
    return create(parsed)
