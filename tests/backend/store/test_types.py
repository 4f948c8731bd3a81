"""Wide integers and bytes keep their value and their order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, delete, insert, select
from sqlalchemy.exc import StatementError

from tests.support.databases import Databases
from toktok.store.engine import Store
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


@pytest.fixture(scope="module")
def numbers(
    database_kind: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A database with the table."""
    with databases.new(database_kind, tmp_path_factory.mktemp("types"), migrated=False) as url:
        store = Store(url)
        NUMBERS.metadata.create_all(store.engine)
        yield store
        store.close()


@settings(max_examples=50)
@given(st.lists(st.tuples(UNSIGNED, SIGNED), min_size=1, max_size=20))
def test_numbers_come_back_and_sort_as_they_are(
    numbers: Store, rows: list[tuple[int, int]]
) -> None:
    with numbers.write() as session:
        session.execute(delete(NUMBERS))
        session.execute(insert(NUMBERS), [{"unsigned": u, "signed": s} for u, s in rows])
    with numbers.read() as session:
        unsigned = session.execute(select(NUMBERS.c.unsigned).order_by(NUMBERS.c.unsigned))
        signed = session.execute(select(NUMBERS.c.signed).order_by(NUMBERS.c.signed))
        found = list(unsigned.scalars())
        assert found == sorted(u for u, _ in rows)
        assert list(signed.scalars()) == sorted(s for _, s in rows)
        assert {type(each) for each in found} == {int}
        most = select(NUMBERS.c.id).where(NUMBERS.c.signed >= max(s for _, s in rows))
        assert len(session.execute(most).all()) >= 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("unsigned", -1), ("unsigned", 2**256), ("signed", 2**255), ("address", bytes(19))],
)
def test_what_does_not_fit_is_refused(numbers: Store, column: str, value: object) -> None:
    def put() -> None:
        with numbers.write() as session:
            session.execute(insert(NUMBERS), [{column: value}])

    with pytest.raises((StatementError, OverflowError)):
        put()


def test_the_widest_values_are_kept(numbers: Store) -> None:
    row = {"unsigned": 2**256 - 1, "signed": -(2**255), "address": bytes(range(20))}
    with numbers.write() as session:
        session.execute(delete(NUMBERS))
        session.execute(insert(NUMBERS), [row])
    with numbers.read() as session:
        found = dict(session.execute(select(NUMBERS)).mappings().one())
    found.pop("id")
    assert found == row
