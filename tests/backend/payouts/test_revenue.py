"""What came in for a creator, by source and day: a small history, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.mirror import index_once
from tests.support.world import FOREVER, NOBODY, TT, World
from toktok.config import Settings
from toktok.market.creators import find_creator
from toktok.market.holder_days import list_holder_days
from toktok.market.values import Page
from toktok.payouts.revenue import list_revenue, revenue
from toktok.payouts.revenue_rows import RevenueDayRow, RevenueRow
from toktok.store.engine import Store

DAY = 86_400
HOUR = 3_600

Parts = dict[str, tuple[int, int, int, int]]


@pytest.fixture
def token(world: World) -> str:
    """A token with a fee of 2% for the creator and 1% for the fans, that trades from one o'clock on.

    Before it did, its creator was tipped 10 TT on the day before, and as much on the same day.
    """
    creator, first = world.people[:2]
    world.node.wait_until(DAY - world.node.timestamp() % DAY + HOUR)
    world.ledger.do(first, "tip", creator, 10 * TT)
    _next_day(world)
    world.ledger.do(first, "tip", creator, 10 * TT)
    terms = (
        "handle", "Name", "SYM", "ipfs://x", 60, 1_000 * TT, 1_000 * TT, 0, 200, 100,
        10 * DAY, 20 * DAY,
    )  # fmt: skip
    world.market.do(creator, "launch", terms)
    address: str = world.market.read("tokenOf", creator)
    world.market.do(first, "contribute", address, 1_000 * TT)
    world.market.do(first, "finalize", address)
    return address


class Reader:
    """Revenue as it is at the head of the chain."""

    def __init__(self, world: World, settings: Settings, store: Store) -> None:
        self._world, self._settings, self._store = world, settings, store

    async def days(self, token: str, **asked: int | str | None) -> Page[RevenueDayRow]:
        await index_once(self._settings, self._store, self._world.node)
        with self._store.read() as session:
            creator = find_creator(session, token)
            return list_revenue(session, creator, **asked)  # type: ignore[arg-type]

    async def total(self, token: str) -> RevenueRow:
        await index_once(self._settings, self._store, self._world.node)
        with self._store.read() as session:
            return revenue(session, token)

    async def holders(self, token: str, **asked: int | None) -> list[tuple[int, int, int]]:
        await index_once(self._settings, self._store, self._world.node)
        with self._store.read() as session:
            creator = find_creator(session, token)
            rows = list_holder_days(session, creator.token, **asked).items  # type: ignore[arg-type]
        return [(row.day, row.holders, row.supply) for row in rows]


@pytest.fixture
def read(world: World, settings: Settings, store: Store) -> Reader:
    return Reader(world, settings, store)


def _next_day(world: World) -> int:
    """Go to one o'clock of the next day; the timestamp the day before began with."""
    now = world.node.timestamp()
    world.node.wait_until(DAY - now % DAY + HOUR)
    return now // DAY * DAY


def _parts(row: RevenueDayRow | RevenueRow) -> Parts:
    assert row.to_creator == sum(part.to_creator for part in row.sources)
    assert row.to_fans == sum(part.to_fans for part in row.sources)
    return {
        part.source: (part.count, part.amount, part.to_creator, part.to_fans)
        for part in row.sources
    }


def _buy(world: World, token: str, amount: int, referrer: str = NOBODY) -> None:
    fan = world.people[5]
    world.market.do(fan, "buy", token, amount, 0, fan, FOREVER, referrer)


async def test_each_day_has_what_it_brought_by_source(
    world: World, read: Reader, token: str
) -> None:
    creator, fan = world.people[0], world.people[5]
    _buy(world, token, 1_000 * TT)
    _buy(world, token, 500 * TT, world.people[6])
    world.ledger.do(fan, "tip", creator, 100 * TT)
    first = _next_day(world)
    world.market.do(fan, "fundFans", token, 30 * TT)
    world.subscriptions.do(creator, "setPlan", 10 * TT, 30 * DAY, 0)
    plan = world.subscriptions.read("planOf", creator)[0]
    world.subscriptions.do(fan, "subscribe", creator, plan, 2, fan, 100 * TT)
    second = _next_day(world)
    days = (await read.days(token)).items
    assert [row.day for row in days] == [first - DAY, first, second]
    # Without a trading token the creator has the fans' part of a tip, too.
    assert _parts(days[0]) == {"tip": (1, 10 * TT, 95 * TT // 10, 0)}
    assert _parts(days[1]) == {
        "trade": (2, 60 * TT, 30 * TT, 15 * TT),
        "tip": (2, 110 * TT, 90 * TT + 95 * TT // 10, 5 * TT),
    }
    assert _parts(days[2]) == {
        "subscription": (1, 20 * TT, 16 * TT, 3 * TT),
        "fan_gift": (1, 30 * TT, 0, 30 * TT),
    }
    assert _parts(await read.total(token)) == {
        "trade": (2, 60 * TT, 30 * TT, 15 * TT),
        "tip": (3, 120 * TT, 109 * TT, 5 * TT),
        "subscription": (1, 20 * TT, 16 * TT, 3 * TT),
        "fan_gift": (1, 30 * TT, 0, 30 * TT),
    }


async def test_a_sale_counts_when_it_is_divided(world: World, read: Reader, token: str) -> None:
    creator, fan = world.people[0], world.people[5]
    terms: tuple[object, ...] = ("ipfs://clip", b"\x02" * 32, 40, 10 * TT, 0, 0, 0, 500, 0, [], "")
    world.moments.do(creator, "createMoment", terms)
    moment = world.ledger.read("momentCount")
    world.moments.do(fan, "mint", moment, 1, fan, 100 * TT, NOBODY)
    booked = _next_day(world)
    world.ledger.do(fan, "distribute", [moment])
    divided = _next_day(world)
    days = {row.day: _parts(row) for row in (await read.days(token)).items}
    assert "sale" not in days[booked]
    assert days[divided] == {"sale": (1, 10 * TT, 85 * TT // 10, TT)}


async def test_dividends_of_tokens_nobody_holds_come_back_to_the_creator(
    world: World, read: Reader, token: str
) -> None:
    holder, fan = world.people[1], world.people[5]
    world.market.do(holder, "returnUnvested", token, 60_000 * TT)
    world.market.do(fan, "fundFans", token, 10 * TT)
    world.node.wait_until(2 * DAY)
    world.market.do(fan, "fundFans", token, TT)
    days = (await read.days(token)).items
    parts = _parts(days[-1])
    count, amount, to_creator, to_fans = parts["unheld"]
    # Half of 10 TT was released, 6% of it on tokens that were returned.
    assert (count, amount, to_fans) == (1, to_creator, 0)
    assert abs(to_creator - 3 * TT // 10) < TT // 10_000
    assert parts["fan_gift"] == (1, TT, 0, TT)


@pytest.mark.parametrize("count", [1, 2])
async def test_days_are_read_page_by_page_and_between_two_times(
    world: World, read: Reader, token: str, count: int
) -> None:
    begun: list[int] = []
    for _ in range(4):
        _buy(world, token, TT)
        world.ledger.do(world.people[5], "tip", world.people[0], TT)
        begun.append(_next_day(world))
    walked: list[int] = []
    cursor: str | None = None
    while True:
        page = await read.days(token, start=0, limit=count, cursor=cursor)
        assert len(page.items) <= count
        walked += [row.day for row in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert walked == [begun[0] - DAY, *begun]
    assert [row.day for row in (await read.days(token, limit=count)).items] == begun[-count:]
    between = await read.days(token, start=begun[1], end=begun[3])
    assert [row.day for row in between.items] == begun[1:3]


async def test_holders_have_a_row_for_days_that_changed_something(
    world: World, read: Reader, token: str
) -> None:
    fan, friend = world.people[5:7]
    contract = world.token(token)
    _buy(world, token, 100 * TT)
    first = _next_day(world)
    bought: int = contract.read("totalSupply")
    contract.do(fan, "transfer", friend, TT)
    second = _next_day(world)
    contract.do(fan, "transfer", friend, TT)
    _next_day(world)
    contract.do(friend, "transfer", fan, 2 * TT)
    world.market.do(fan, "sell", token, 100 * TT, 0, fan, FOREVER, NOBODY)
    last = _next_day(world)
    rows = [(first, 2, bought), (second, 3, bought), (last, 2, bought - 100 * TT)]
    assert await read.holders(token) == rows
    assert await read.holders(token, limit=1) == rows[-1:]
    assert await read.holders(token, start=second, end=last) == rows[1:2]
    world.node.wait_until(10 * DAY)
    world.market.do(world.people[1], "claimAllocation", token)
    assert await read.holders(token) == rows
