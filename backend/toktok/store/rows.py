"""Rows of a table as they are, by statements that are put together once.

A reader that answers hundreds of questions a second has no use for an object of the ORM around each row, nor for
putting the same statement together each time: both take longer than the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, select
from sqlmodel import Session, SQLModel

from toktok.store.twins import columns_of, table_of, twin_of

Model = TypeVar("Model", bound=SQLModel)


def columns(model: type[SQLModel]) -> Any:
    """The columns of a table by their names. In a statement of these alone the ORM takes no part."""
    return table_of(model).columns


class Rows(Generic[Model]):
    """Rows of a table as twins of its model: they read like it, and belong to no session.

    What `conditions`, made of `columns`, leave open (`bindparam`) is given when they are read.
    """

    def __init__(
        self,
        model: type[Model],
        *conditions: Any,
        order: Sequence[Any] = (),
        limit: Any = None,
    ) -> None:
        chosen = select(*columns_of(model)).where(*conditions).order_by(*order)
        self._statement: Select[Any] = chosen if limit is None else chosen.limit(limit)
        self._twin = twin_of(model)

    def all(self, session: Session, **asked: Any) -> list[Model]:
        """All of them."""
        return [self._twin(*row) for row in session.execute(self._statement, asked)]

    def first(self, session: Session, **asked: Any) -> Model | None:
        """The first one, or None."""
        row = session.execute(self._statement, asked).first()
        return None if row is None else self._twin(*row)
