"""Rows changed behind the indexer's back, and put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, update
from sqlmodel import SQLModel, select

from toktok.store.engine import Store
from toktok.store.tables import Fund, FundRoot, Moment, MomentWallet, Plan
from toktok.store.twins import key_names, table_of


@contextmanager
def changed(store: Store, model: type[SQLModel], column: str) -> Iterator[None]:
    """One row has another value in `column`."""
    row = _pick(store, model, column)
    right = getattr(row, column)
    wrong = _other(right, column)
    key = {name: getattr(row, name) for name in key_names(model)}
    _set(store, model, key, column, wrong)
    try:
        yield
    finally:
        _set(store, model, {**key, column: wrong} if column in key else key, column, right)


@contextmanager
def missing(
    store: Store, model: type[SQLModel], column: str, *where: ColumnElement[bool]
) -> Iterator[None]:
    """One row, which says something in `column`, is not there."""
    row = _pick(store, model, column, *where)
    table = table_of(model)
    key = [table.c[name] == getattr(row, name) for name in key_names(model)]
    with store.write() as session:
        session.execute(delete(table).where(*key))
    try:
        yield
    finally:
        with store.write() as session:
            session.execute(insert(table).values(row.model_dump()))


def _pick(
    store: Store, model: type[SQLModel], column: str, *where: ColumnElement[bool]
) -> SQLModel:
    """The row with the largest value of a column, of those that are about the present."""
    with store.read() as session:
        rows = [
            row for row in session.exec(select(model).where(*where)).all() if getattr(row, column)
        ]
        if model is Plan:
            rows = [row for row in rows if row.ended_at is None]  # type: ignore[attr-defined]
        if model is FundRoot:
            last = session.exec(select(Fund.period)).one()
            rows = [row for row in rows if row.period == last]  # type: ignore[attr-defined]
        if (model, column) == (MomentWallet, "minted"):
            limited = select(Moment.moment).where(Moment.max_per_wallet > 0)
            moments = set(session.exec(limited).all())
            rows = [row for row in rows if row.moment in moments]  # type: ignore[attr-defined]
        assert rows, "the history has no such row"
        picked: SQLModel = max(rows, key=lambda row: getattr(row, column))
        return picked


def _other(value: Any, column: str) -> Any:
    """Something else of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, bytes):
        return None if column == "list_id" else bytes([value[0] ^ 1]) + value[1:]
    if isinstance(value, str):
        return f"{value}!"
    if column == "redeemed_at":
        return None
    return value - 3_600 if column == "touched_at" else value - 1


def _set(store: Store, model: type[SQLModel], key: dict[str, Any], column: str, value: Any) -> None:
    table = table_of(model)
    where = [table.c[name] == part for name, part in key.items()]
    with store.write() as session:
        done = session.execute(update(table).where(*where).values({column: value}))
        assert done.rowcount == 1  # type: ignore[attr-defined]
