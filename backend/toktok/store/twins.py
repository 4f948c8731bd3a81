"""Plain twins of the tables' rows: the same columns, without an ORM and without validation.

Who changes millions of rows works on twins, and who reads pages of them many times a second (`rows`).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from pydantic_core import PydanticUndefined
from sqlalchemy import Column, Table
from sqlmodel import SQLModel


@cache
def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


@cache
def twin_of(model: type[SQLModel]) -> type[Any]:
    """A class with a slot for each of the model's columns, in the order of `columns_of`.

    The key has to be given; what else is not given has the model's default, or is None where it has
    none: the database refuses that if the column needs a value.
    """
    keys = set(key_columns(model))
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for column in columns_of(model):
        known = (column.name, Any)
        default = model.model_fields[column.name].get_default()
        fields.append(known if column in keys else (*known, _or_none(default)))
    return msgspec.defstruct(model.__name__, fields, gc=False, module=__name__)


@cache
def columns_of(model: type[SQLModel]) -> tuple[Column[Any], ...]:
    """All columns, the primary key first."""
    keys = key_columns(model)
    return (*keys, *(each for each in table_of(model).columns if each not in set(keys)))


@cache
def key_columns(model: type[SQLModel]) -> tuple[Column[Any], ...]:
    """Columns of the primary key, in order."""
    return tuple(table_of(model).primary_key.columns)


@cache
def key_names(model: type[SQLModel]) -> tuple[str, ...]:
    """Names of the primary key's columns."""
    return tuple(column.name for column in key_columns(model))


def _or_none(default: Any) -> Any:
    return None if default is PydanticUndefined else default
