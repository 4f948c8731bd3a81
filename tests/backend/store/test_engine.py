"""Sessions: one consistent state for readers, all or nothing for writers."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlmodel import Session, select

from toktok.config import load_settings
from toktok.errors import (
    ConfigError,
    DatabaseDamagedError,
    DatabaseReplacedError,
    DatabaseUnavailableError,
)
from toktok.store.engine import Store
from toktok.store.tables import Pause, Referral
from toktok.store.twins import table_of


def _put(session: Session, number: int) -> None:
    session.add(Referral(account=number.to_bytes(20, "big"), owed=number))


def _count(session: Session) -> int:
    return len(session.exec(select(Referral.account)).all())


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    with store.write() as writer:
        _put(writer, 1)
    with store.read() as reader:
        assert _count(reader) == 1
        with store.write() as writer:
            _put(writer, 2)
        assert _count(reader) == 1
    with store.read() as reader:
        assert _count(reader) == 2


def test_a_writer_that_fails_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as writer:
            _put(writer, 1)
            writer.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.read() as reader:
        assert _count(reader) == 0


@pytest.mark.databases("sqlite")
def test_sqlite_writes_ahead_and_waits_for_locks(store: Store) -> None:
    with store.read() as session:
        pragma = session.connection().exec_driver_sql
        assert pragma("PRAGMA journal_mode").scalar_one() == "wal"
        assert pragma("PRAGMA busy_timeout").scalar_one() >= 5_000


def test_a_database_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for url in (
        "nonsense",
        "mysql://there/toktok",
        "postgresql+asyncpg://there/toktok",
        f"sqlite:///{tmp_path / 'file' / 'toktok.db'}",
    ):
        with pytest.raises(ConfigError, match="TOKTOK_DATABASE_URL"):
            Store(url)


def test_what_is_no_database_of_ours_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="only sqlite:/// and postgresql:// are supported"):
        Store("mysql://somewhere/toktok")
    monkeypatch.setenv("TOKTOK_DATABASE_URL", "mysql://somewhere/toktok")
    with pytest.raises(ConfigError, match="TOKTOK_DATABASE_URL: only sqlite:/// and postgresql://"):
        load_settings()


def test_two_who_are_alone_in_a_table_come_one_after_the_other(store: Store) -> None:
    """Whoever looks before it writes sees what the one before it wrote."""

    def add_one() -> None:
        with store.write(alone=[table_of(Referral)]) as session:
            _put(session, _count(session) + 1)

    threads = [Thread(target=add_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as session:
        assert _count(session) == 8


@pytest.mark.databases("postgresql")
def test_who_changes_what_another_changed_meanwhile_is_refused(store: Store) -> None:
    with store.write() as session:
        _put(session, 1)

    def be_late() -> None:
        with store.write() as late:
            row = late.exec(select(Referral)).one()
            with store.write() as early:
                early.exec(select(Referral)).one().owed = 10
            row.owed += 1

    with pytest.raises(DatabaseUnavailableError, match="concurrent update"):
        be_late()
    with store.read() as session:
        assert session.exec(select(Referral.owed)).one() == 10


@pytest.mark.databases("postgresql")
def test_a_reader_cannot_write(store: Store) -> None:
    def write() -> None:
        with store.read() as reader:
            _put(reader, 1)
            reader.flush()

    with pytest.raises(DatabaseUnavailableError, match="read-only"):
        write()


@pytest.mark.databases("postgresql")
def test_what_can_be_replayed_does_not_wait_for_the_disk(store: Store) -> None:
    def waits(session: Session) -> object:
        return session.connection().exec_driver_sql("SHOW synchronous_commit").scalar_one()

    with store.write(replayable=True) as session:
        assert waits(session) == "off"
    with store.write() as session:
        assert waits(session) == "on"


@pytest.mark.databases("sqlite")
def test_a_file_that_was_replaced_is_not_written_to(store: Store, tmp_path: Path) -> None:
    with store.write() as session:
        _put(session, 1)
    (tmp_path / "toktok.db").rename(tmp_path / "moved.db")
    for access in (store.read, store.write):
        with pytest.raises(DatabaseReplacedError, match=r"toktok\.db"), access() as session:
            session.connection()
    (tmp_path / "toktok.db").touch()
    with pytest.raises(DatabaseReplacedError), store.write():
        pass


@pytest.mark.databases("sqlite")
def test_a_full_disk_is_said_and_nothing_is_lost(store: Store) -> None:
    def fill(up_to: int) -> None:
        with store.write() as session:
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + up_to}")
            session.add_all([Referral(account=n.to_bytes(20, "big")) for n in range(2, 20_000)])

    with store.write() as session:
        _put(session, 1)
    with pytest.raises(DatabaseUnavailableError, match="full"):
        fill(10)
    with store.read() as session:
        assert _count(session) == 1
    fill(1_000_000)
    with store.read() as session:
        assert _count(session) == 19_999


@pytest.mark.databases("sqlite")
def test_what_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("nothing of a database " * 500)
    store = Store(f"sqlite:///{tmp_path / 'text.db'}")
    with pytest.raises(DatabaseDamagedError, match="not a database"), store.read() as session:
        _count(session)
    store.close()


def test_a_text_with_a_nul_can_be_asked_for(store: Store) -> None:
    """People may send any text; one with a NUL is none that the mirror has."""
    with store.write() as session:
        session.add(Pause(contract="a\ufffdb", until=1))
    with store.read() as session:
        for name in ("\x00", "a\x00", "\x00" * 3):
            assert session.exec(select(Pause).where(Pause.contract == name)).first() is None


def test_a_session_that_outlives_its_store_leaves_no_connection_open(store: Store) -> None:
    """A thread that reads cannot be stopped when the service is."""
    with store.read() as session:
        assert _count(session) == 0
        raw = session.connection().connection.dbapi_connection
        store.close()
        assert _count(session) == 0
    with pytest.raises((psycopg.OperationalError, sqlite3.ProgrammingError), match="closed"):
        raw.execute("SELECT 1")  # type: ignore[union-attr]
