"""The migrations make exactly the tables of the models."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from toktok.store.engine import Store
from toktok.store.migrate import migrate


def test_models_and_migrations_agree(store: Store) -> None:
    with store.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_migrating_twice_changes_nothing(store: Store) -> None:
    before = inspect(store.engine).get_table_names()
    migrate(store)
    assert inspect(store.engine).get_table_names() == before
    assert {"creator", "holder", "trade", "journal", "cursor", "alembic_version"} <= set(before)


def test_two_processes_may_migrate_at_once(tmp_path: Path) -> None:
    stores = [Store(f"sqlite:///{tmp_path / 'shared.db'}") for _ in range(2)]
    threads = [Thread(target=migrate, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "creator" in inspect(stores[0].engine).get_table_names()
    for store in stores:
        store.close()
