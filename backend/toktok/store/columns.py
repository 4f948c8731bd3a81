"""Tables by their columns: rows of a list are read as they are, without an object of the ORM around each."""

from __future__ import annotations

from typing import Any

from sqlmodel import SQLModel


def columns_of(table: type[SQLModel]) -> tuple[Any, ...]:
    """Every column of a table, named as its attributes are."""
    return tuple(table.__table__.columns)  # type: ignore[attr-defined]
