"""Sessions: one consistent state for readers, all or nothing for writers."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from toktok.config import load_settings
from toktok.errors import ConfigError
from toktok.store.engine import Store
from toktok.store.tables import Referral


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
