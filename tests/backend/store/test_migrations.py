"""The migrations make exactly the tables of the models, and forget what cannot be continued."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from toktok.indexer.rows import APPEND_ONLY, MUTABLE
from toktok.store.engine import Store
from toktok.store.migrate import migrate, migration_config
from toktok.store.tables import Block, Cursor, Journal
from toktok.store.twins import table_of


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


def test_a_database_of_the_first_version_opens_and_begins_anew(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'first.db'}")
    config = migration_config()
    with store.write() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0001")
        address, word = f"X'{'11' * 20}'", f"X'{'22' * 32}'"
        for statement in (
            f"INSERT INTO cursor VALUES (1, 1337, {word}, {address}, 9, {word}, 90, 1, 0)",
            f"INSERT INTO block VALUES (9, {word}, {word}, 90, 1)",
            f"INSERT INTO referral VALUES ({address}, {word}, {word}, {word})",
            f"INSERT INTO split VALUES ({address}, 0, {address}, 10000)",
            f"INSERT INTO tip VALUES (9, 0, {word}, 90, {address}, {address}, {', '.join([word] * 4)})",
            f"INSERT INTO protocol VALUES (1, {word}, {address}, 0)",
            f"INSERT INTO activity VALUES (9, 0, {word}, 90, 'tip', NULL, {address}, '{{}}')",
            "INSERT INTO journal VALUES (1, 9, 'referral', '[]', NULL)",
        ):
            session.execute(text(statement))
    migrate(store)
    tables = set(inspect(store.engine).get_table_names()) - {"alembic_version"}
    with store.read() as session:
        counts = {name: session.scalar(text(f"SELECT count(*) FROM {name}")) for name in tables}
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    assert set(counts.values()) == {0}, "what it mirrored is mirrored again from the first block"
    assert "tip" not in tables
    store.close()


def test_every_table_of_the_mirror_can_take_a_step_back() -> None:
    """What is not named `app_…` is rewound by its journal or by its block."""
    kept: tuple[type[SQLModel], ...] = (Block, Cursor, Journal)
    rewound = {table_of(model).name for model in (*MUTABLE, *APPEND_ONLY, *kept)}
    assert rewound == {name for name in SQLModel.metadata.tables if not name.startswith("app_")}
    assert all("block_number" in model.model_fields for model in APPEND_ONLY)
