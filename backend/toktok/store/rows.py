"""Rows of a table as they are, by statements that are put together once.

A reader that answers hundreds of questions a second has no use for an object of the ORM around each row, nor for
putting the same statement together each time: both take longer than the database.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Select, select
from sqlmodel import Session, SQLModel

Model = TypeVar("Model", bound=SQLModel)


def columns(model: type[SQLModel]) -> Any:
    """The columns of a table by their names. In a statement of these alone the ORM takes no part."""
    return model.__table__.columns  # type: ignore[attr-defined]


class Rows(Generic[Model]):
    """Rows of a table: they read like its model, and belong to no session.

    What `conditions`, made of `columns`, leave open (`bindparam`) is given when they are read.
    """

    def __init__(
        self,
        model: type[Model],
        *conditions: Any,
        order: Sequence[Any] = (),
        limit: Any = None,
    ) -> None:
        chosen = select(*columns(model)).where(*conditions).order_by(*order)
        self._statement: Select[Any] = chosen if limit is None else chosen.limit(limit)
        self._read = _reader(model)

    def all(self, session: Session, **asked: Any) -> list[Model]:
        """All of them."""
        return [self._read(row) for row in session.execute(self._statement, asked)]

    def first(self, session: Session, **asked: Any) -> Model | None:
        """The first one, or None."""
        row = session.execute(self._statement, asked).first()
        return None if row is None else self._read(row)


def _reader(model: type[Model]) -> Callable[[Iterable[Any]], Model]:
    """Names what is in a row; of what Python has, this is the fastest to read."""
    names = [each.name for each in columns(model)]
    row = namedtuple(model.__name__, names)  # type: ignore[misc]
    return cast("Callable[[Iterable[Any]], Model]", row._make)
