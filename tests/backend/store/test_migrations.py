"""The migrations make exactly the tables of the models, and forget what cannot be continued."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import JSON, Boolean, LargeBinary, String, inspect, text
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel, select

from tests.support.databases import Databases
from tests.support.history import History
from tests.support.mirror import audited, index_once
from tests.support.world import World
from toktok.accounts.picture_states import count_pictures
from toktok.config import Settings
from toktok.errors import SchemaError
from toktok.indexer.rows import APPEND_ONLY, MUTABLE
from toktok.store.engine import Store
from toktok.store.migrate import migrate, migration_config, require_newest
from toktok.store.tables import AppProfile, Block, Cursor, Journal, SignedOrder
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


def test_two_processes_may_migrate_at_once(
    database_kind: str, databases: Databases, tmp_path: Path
) -> None:
    with databases.new(database_kind, tmp_path, migrated=False) as url:
        stores = [Store(url) for _ in range(3)]
        with ThreadPoolExecutor() as pool:
            list(pool.map(migrate, stores))
        assert "creator" in inspect(stores[0].engine).get_table_names()
        for store in stores:
            store.close()


def test_a_database_of_a_later_version_is_left_alone(store: Store) -> None:
    with store.alone() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for look in (migrate, require_newest):
        with pytest.raises(
            SchemaError, match=r"schema 9999, which is newer .* up to 0\d\d\d"
        ) as refused:
            look(store)
        assert "Install a version that has this schema" in str(refused.value)


def test_a_database_of_an_earlier_version_says_what_to_do(
    database_kind: str, databases: Databases, tmp_path: Path
) -> None:
    with databases.new(database_kind, tmp_path, migrated=False) as url:
        store = Store(url)
        with pytest.raises(SchemaError, match=r"schema none.*toktok migrate"):
            require_newest(store)
        _upgrade(store, "0001")
        with pytest.raises(SchemaError, match=r"schema 0001.*toktok migrate"):
            require_newest(store)
        migrate(store)
        require_newest(store)
        store.close()


def test_a_database_of_the_first_version_opens_and_begins_anew(
    world: World,
    settings: Settings,
    database_kind: str,
    databases: Databases,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("first")
    with databases.new(database_kind, folder, migrated=False) as url:
        store = Store(url)
        _upgrade(store, "0001")
        _fill_as_the_first_version_did(store)
        migrate(store)
        assert set(_counts(store).values()) == {0}, "it is mirrored again from the first block"
        assert "tip" not in _counts(store)
        with store.read() as session:
            context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
            assert compare_metadata(context, SQLModel.metadata) == []
        history = History(world, seed=4)
        history.begin(launches=1)
        history.play(40)
        anew = settings.model_copy(update={"database_url": url})
        asyncio.run(index_once(anew, store, world.node))
        assert asyncio.run(audited(anew, store)).differences == []
        store.close()


def test_what_was_signed_survives_every_migration_after_it(
    database_kind: str, databases: Databases, tmp_path: Path
) -> None:
    with databases.new(database_kind, tmp_path, migrated=False) as url:
        store = Store(url)
        _upgrade(store, "0003")
        columns = _columns_of_an_order(store)
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(f":{name}" for name in columns)
        with store.write() as session:
            session.execute(text(f"INSERT INTO app_order ({names}) VALUES ({values})"), columns)
        migrate(store)
        with store.read() as session:
            order = session.exec(select(SignedOrder)).one()
        assert (order.hash, order.price, order.token_id) == (b"\x22" * 32, 2**256 - 1, None)
        store.close()


def test_pictures_that_everybody_saw_before_need_no_approval(
    database_kind: str, databases: Databases, tmp_path: Path
) -> None:
    with databases.new(database_kind, tmp_path, migrated=False) as url:
        store = Store(url)
        _upgrade(store, "0008")
        said = "INSERT INTO app_profile (account, name, bio, links, picture, changed_at) VALUES "
        with store.write() as session:
            for account, picture in ((b"\x01" * 20, "bafkreiseen"), (b"\x02" * 20, None)):
                row = {"account": account, "picture": picture}
                session.execute(text(said + "(:account, '', '', '[]', :picture, 1)"), row)
        migrate(store)
        with store.read() as session:
            profiles = {each.account[0]: each for each in session.exec(select(AppProfile))}
            assert [profiles[each].picture_state for each in (1, 2)] == ["approved", "waiting"]
            assert count_pictures(session) == 0
        store.close()


def _upgrade(store: Store, revision: str) -> None:
    config = migration_config()
    with store.alone() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _counts(store: Store) -> dict[str, int]:
    tables = set(inspect(store.engine).get_table_names()) - {"alembic_version"}
    with store.read() as session:
        return {
            name: session.connection().execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in tables
        }


def _fill_as_the_first_version_did(store: Store) -> None:
    """A row of each kind that it had, whatever column by column: its own words are gone."""
    inspector = inspect(store.engine)
    with store.alone() as connection:
        for name in sorted(set(inspector.get_table_names()) - {"alembic_version"}):
            columns = {each["name"]: _some(each["type"]) for each in inspector.get_columns(name)}
            names = ", ".join(f'"{each}"' for each in columns)
            values = ", ".join(f":{each}" for each in columns)
            connection.execute(text(f'INSERT INTO "{name}" ({names}) VALUES ({values})'), columns)
    assert set(_counts(store).values()) == {1}
    assert {"holder", "tip", "split", "journal", "cursor"} <= set(_counts(store))


def _some(kind: TypeEngine[Any]) -> object:
    if isinstance(kind, LargeBinary):
        return b"\x11" * 32
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, JSON):
        return "{}"
    return "9" if isinstance(kind, String) else 9


def _columns_of_an_order(store: Store) -> dict[str, object]:
    word, wide = b"\x22" * 32, 2**256 - 1
    price = Decimal(wide) if store.is_postgresql else wide.to_bytes(32, "big")
    return {
        "hash": word, "chain_id": 1, "genesis_hash": word, "exchange": word[:20],
        "maker": word[:20], "side": 0, "moment": 1, "token_id": None, "price": price,
        "signed_at": 1, "expiry": 2, "group": price, "counter": price, "version": 0,
        "signature": word,
    }  # fmt: skip


def test_every_table_of_the_mirror_can_take_a_step_back() -> None:
    """What is not named `app_…` is rewound by its journal or by its block."""
    kept: tuple[type[SQLModel], ...] = (Block, Cursor, Journal)
    rewound = {table_of(model).name for model in (*MUTABLE, *APPEND_ONLY, *kept)}
    assert rewound == {name for name in SQLModel.metadata.tables if not name.startswith("app_")}
    assert all("block_number" in model.model_fields for model in APPEND_ONLY)
