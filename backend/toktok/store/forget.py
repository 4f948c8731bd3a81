"""Empty the mirror, so that it is indexed anew."""

from __future__ import annotations

from sqlalchemy import delete, text
from sqlmodel import SQLModel

import toktok.store.tables  # noqa: F401  fills the metadata
from toktok.store.engine import Store


def forget_mirror(store: Store) -> None:
    """Delete every row that the chain can tell again, and no other; only who holds the lease may."""
    tables = [each for each in SQLModel.metadata.sorted_tables if not each.name.startswith("app_")]
    with store.alone() as connection:
        if store.is_postgresql:
            # Gives the space back at once, whatever the size.
            names = ", ".join(f'"{each.name}"' for each in tables)
            connection.execute(text(f"TRUNCATE {names}"))
        else:
            for table in tables:
                connection.execute(delete(table))
