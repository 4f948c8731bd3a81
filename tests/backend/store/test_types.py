"""Wide integers and bytes keep their value and their order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    Table,
    create_engine,
    insert,
    select,
)
from sqlalchemy.exc import StatementError

from toktok.store.types import I256, U256, Address

NUMBERS = Table(
    "numbers",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("unsigned", U256),
    Column("signed", I256),
    Column("address", Address),
)
UNSIGNED = st.integers(0, 2**256 - 1)
SIGNED = st.integers(-(2**255), 2**255 - 1)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(UNSIGNED, SIGNED), min_size=1, max_size=20))
def test_sqlite_returns_and_sorts_numbers_as_they_are(rows: list[tuple[int, int]]) -> None:
    engine = create_engine("sqlite://")
    NUMBERS.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(NUMBERS), [{"unsigned": u, "signed": s} for u, s in rows])
        unsigned = connection.execute(select(NUMBERS.c.unsigned).order_by(NUMBERS.c.unsigned))
        signed = connection.execute(select(NUMBERS.c.signed).order_by(NUMBERS.c.signed))
        assert list(unsigned.scalars()) == sorted(u for u, _ in rows)
        assert list(signed.scalars()) == sorted(s for _, s in rows)
    engine.dispose()


@pytest.mark.parametrize(
    ("column", "value"),
    [("unsigned", -1), ("unsigned", 2**256), ("signed", 2**255), ("address", bytes(19))],
)
def test_what_does_not_fit_is_refused(column: str, value: object) -> None:
    engine = create_engine("sqlite://")
    NUMBERS.metadata.create_all(engine)
    with engine.begin() as connection, pytest.raises((StatementError, OverflowError)):
        connection.execute(insert(NUMBERS), [{column: value}])
    engine.dispose()


def test_numbers_survive_a_file(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'numbers.db'}")
    NUMBERS.metadata.create_all(engine)
    row = {"unsigned": 2**256 - 1, "signed": -(2**255), "address": bytes(range(20))}
    with engine.begin() as connection:
        connection.execute(insert(NUMBERS), [row])
    with engine.connect() as connection:
        assert dict(connection.execute(select(NUMBERS)).mappings().one()) == {"id": 1, **row}
    engine.dispose()
