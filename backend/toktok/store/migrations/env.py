"""How Alembic runs here: on the connection it is given, inside the caller's transaction."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import toktok.store.tables  # noqa: F401  fills the metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
context.run_migrations()
