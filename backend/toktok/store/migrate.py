"""Bring a database to the newest schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from toktok.store.engine import Store

_MIGRATIONS = Path(__file__).parent / "migrations"


def migration_config() -> Config:
    """Alembic's settings; everything lives beside this file."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def migrate(store: Store) -> None:
    """Apply every migration the database does not have yet, in one transaction.

    Two processes may call this at once: the second waits, and finds nothing to do.
    """
    config = migration_config()
    with store.write() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "head")
