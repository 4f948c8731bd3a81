"""A list of holders goes on as it was begun, or says that it cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlmodel import Session

from tests.support.history import History
from tests.support.mirror import index_once
from tests.support.world import World
from toktok.config import Settings
from toktok.market.creators import find_creator
from toktok.market.errors import StaleCursor
from toktok.market.holders import list_holders
from toktok.market.rows import HolderRow
from toktok.market.values import Address, Page
from toktok.store.engine import Store

CONFIRMATIONS = 3
FEW_VARIABLES = 24
NEWCOMERS = [f"0x{number:040x}" for number in range(0xA000, 0xA020)]


class Market:
    """A token with holders, and what the index says of them."""

    def __init__(self, world: World, settings: Settings, store: Store) -> None:
        history = History(world, seed=11)
        history.begin(launches=1)
        history.play(60)
        self.world, self.store = world, store
        self.address = history.tokens[0]
        self.token = world.token(self.address)
        self.settings = settings.model_copy(update={"confirmations": CONFIRMATIONS})

    async def index(self) -> None:
        await index_once(self.settings, self.store, self.world.node)

    def page(self, cursor: str | None = None, *, limit: int = 2) -> Page[HolderRow]:
        with self.store.read() as session, _few_variables(session):
            creator = find_creator(session, self.address)
            return list_holders(session, creator, limit=limit, cursor=cursor)

    def accounts(self, limit: int = 200) -> list[Address]:
        return [row.account for row in self.page(limit=limit).items]

    def give(self, to: list[str]) -> None:
        """The richest person gives a little to each, in one block."""
        balances = {each: self.token.read("balanceOf", each) for each in self.world.people}
        giver = max(balances, key=lambda person: balances[person])
        with self.world.node.one_block():
            for position, each in enumerate(to):
                self.token.send(giver, "transfer", each, balances[giver] // 50 + position)


@contextmanager
def _few_variables(session: Session) -> Iterator[None]:
    """As if SQLite's statements could have only few variables, on a connection used after us."""
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, sqlite3.Connection):
        yield
        return
    before = connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, FEW_VARIABLES)
    try:
        yield
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


@pytest.fixture
async def market(world: World, settings: Settings, store: Store) -> Market:
    made = Market(world, settings, store)
    await made.index()
    return made


async def test_a_walk_goes_on_however_many_accounts_were_touched(market: Market) -> None:
    expected = market.accounts(limit=20)
    assert 4 < len(expected) < 20
    first = market.page()
    market.give(NEWCOMERS)
    await market.index()
    walked, cursor = list(first.items), first.next_cursor
    while cursor is not None:
        page = market.page(cursor)
        walked, cursor = walked + list(page.items), page.next_cursor
    assert [row.account for row in walked] == expected
    assert market.page(limit=20).next_cursor is not None


async def test_a_walk_begun_before_the_journal_is_refused(market: Market) -> None:
    cursor = market.page().next_cursor
    for _ in range(CONFIRMATIONS):
        market.give(NEWCOMERS[:1])
    await market.index()
    market.page(cursor)
    market.give(NEWCOMERS[:1])
    await market.index()
    with pytest.raises(StaleCursor):
        market.page(cursor)
