"""Bring a database to the newest schema; one that is newer than we are is left alone."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from toktok.errors import SchemaError
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

    Two processes may call this at once: the second waits, and finds nothing to do. Raises
    SchemaError if the database was migrated by a later version.
    """
    config = migration_config()
    with store.alone() as connection:
        _require_known(connection, config)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_newest(store: Store) -> None:
    """Raise SchemaError unless the database has the newest schema."""
    config = migration_config()
    newest = ScriptDirectory.from_config(config).get_current_head()
    with store.read() as session:
        connection = session.connection()
        _require_known(connection, config)
        found = revision(connection)
    if found != newest:
        raise SchemaError(
            f"The database has schema {found or 'none'}, this version works with {newest}.",
            remedy="Run `toktok migrate`.",
        )


def _require_known(connection: Connection, config: Config) -> None:
    found = revision(connection)
    scripts = ScriptDirectory.from_config(config)
    if found is None or found in {each.revision for each in scripts.walk_revisions()}:
        return
    raise SchemaError(
        f"The database has schema {found}, which is newer than this version of Toktok: it knows schemas "
        f"up to {scripts.get_current_head()}."
    )


def revision(connection: Connection) -> str | None:
    """The schema a database has; None if it has none."""
    found: str | None = MigrationContext.configure(connection).get_current_revision()
    return found
