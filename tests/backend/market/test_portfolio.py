"""What a position cost, is worth and has brought: small histories, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.mirror import index_once
from tests.support.world import FOREVER, NOBODY, TT, World, launch_of_two
from toktok.config import Settings
from toktok.market.portfolio import portfolio
from toktok.market.portfolio_rows import Portfolio, Position
from toktok.store.engine import Store

DAY = 86_400
DUST = TT // 1_000_000


@pytest.fixture
def token(world: World) -> str:
    """A token with a fee of 2% for the creator and 1% for the fans; 600 and 400 TT raised."""
    return launch_of_two(world)


class Reader:
    """Portfolios as they are at the head of the chain."""

    def __init__(self, world: World, settings: Settings, store: Store) -> None:
        self._world, self._settings, self._store = world, settings, store

    async def of(self, person: str) -> Portfolio:
        await index_once(self._settings, self._store, self._world.node)
        with self._store.read() as session:
            return portfolio(session, bytes.fromhex(person[2:]))

    async def only(self, person: str) -> Position:
        [position] = (await self.of(person)).positions
        return position


@pytest.fixture
def read(world: World, settings: Settings, store: Store) -> Reader:
    return Reader(world, settings, store)


def _buy(world: World, person: str, token: str, amount: int) -> None:
    world.market.do(person, "buy", token, amount, 0, person, FOREVER, NOBODY)


def _near(ours: int, theirs: float, within: int = DUST) -> bool:
    return abs(ours - theirs) <= within


async def test_a_buyer_is_down_by_the_fees_of_both_ways(
    world: World, read: Reader, token: str
) -> None:
    fan = world.people[5]
    _buy(world, fan, token, 1_000 * TT)
    position = await read.only(fan)
    balance = world.token(token).read("balanceOf", fan)
    assert (position.cost, position.bought, position.sold) == (1_000 * TT, 1_000 * TT, 0)
    assert position.average_cost == 1_000 * TT * TT // balance
    # 4% of 1,000 went on the way in, 4% of the 960 behind it go on the way out.
    assert _near(position.value, 921.6 * TT)
    assert _near(position.unrealised, -78.4 * TT)
    assert (position.realised, position.dividends_collected) == (0, 0)
    assert position.total_return == position.unrealised + position.dividends_owed


async def test_dividends_are_part_of_the_return_owed_or_collected(
    world: World, read: Reader, token: str
) -> None:
    fan = world.people[5]
    _buy(world, fan, token, 1_000 * TT)
    world.node.wait_until(4 * DAY)
    before = await read.only(fan)
    supply = world.token(token).read("totalSupply")
    # Of the fans' 1% half was released twice.
    assert _near(before.dividends_owed, 7.5 * TT * before.balance / supply, TT // 10_000)
    assert before.total_return == before.unrealised + before.dividends_owed
    world.ledger.do(fan, "claimAll", [token], [], fan)
    after = await read.only(fan)
    assert after.dividends_owed < before.dividends_owed // 1_000
    assert _near(after.dividends_collected, before.dividends_owed, TT // 1_000)
    assert _near(after.total_return, before.total_return, TT // 1_000)


async def test_a_gift_brings_its_cost_along_and_leaves_the_gains(
    world: World, read: Reader, token: str
) -> None:
    fan, friend = world.people[5:7]
    _buy(world, fan, token, 1_000 * TT)
    contract = world.token(token)
    balance = contract.read("balanceOf", fan)
    world.market.do(fan, "sell", token, balance // 2, 0, fan, FOREVER, NOBODY)
    sold = await read.only(fan)
    assert sold.cost == 1_000 * TT - 1_000 * TT * (balance // 2) // balance
    assert sold.realised == sold.sold - (1_000 * TT - sold.cost)
    contract.do(fan, "transfer", friend, sold.balance)
    given, gift = await read.only(fan), await read.only(friend)
    assert (given.balance, given.cost, given.unrealised, given.average_cost) == (0, 0, 0, 0)
    assert (given.realised, given.bought) == (sold.realised, 1_000 * TT)
    assert (gift.cost, gift.bought, gift.realised) == (sold.cost, 0, 0)
    assert gift.average_cost == sold.average_cost
    assert gift.unrealised == gift.value - sold.cost


async def test_an_allocation_is_worth_its_claimable_part_sold_and_the_rest_returned(
    world: World, read: Reader, token: str
) -> None:
    first, fan = world.people[1], world.people[5]
    _buy(world, fan, token, 1_000 * TT)
    world.node.wait_until(4 * DAY)
    position = await read.only(first)
    allocation = position.allocation
    assert allocation is not None
    block = hex((await read.of(first)).block)
    sale = world.market.read("quoteSell", token, allocation.claimable, block=block)
    proceeds = sale[0][0] if len(sale) == 1 else sale[0]
    # 600,000 tokens for 600 TT, of which four tenths have vested.
    assert _near(allocation.claimable, 240_000 * TT, 10 * TT)
    assert allocation.claimable + allocation.returnable == 600_000 * TT
    assert allocation.cost == 600 * TT
    assert allocation.value == proceeds + allocation.returnable // 1_000
    assert allocation.unrealised == allocation.value - 600 * TT > 0
    assert (position.balance, position.cost, position.unrealised) == (0, 0, 0)
    assert position.total_return == allocation.unrealised + allocation.dividends_owed


async def test_claims_and_returns_move_cost_and_change_no_return_by_themselves(
    world: World, read: Reader, token: str
) -> None:
    first = world.people[1]
    world.node.wait_until(5 * DAY)
    world.market.do(first, "claimAllocation", token)
    world.market.do(first, "returnUnvested", token, 60_000 * TT)
    position = await read.only(first)
    allocation = position.allocation
    assert allocation is not None
    # Half of what cost 600 is claimed, a fifth of the other half is returned for what it cost.
    assert _near(position.cost, 300 * TT, TT // 1_000)
    assert _near(allocation.cost, 240 * TT, TT // 1_000)
    assert (position.sold, position.bought) == (60 * TT, 0)
    assert _near(position.realised, 0, TT // 1_000)
    totals = (await read.of(first)).totals
    assert totals.total_return == position.total_return
    assert totals.unrealised == position.unrealised + allocation.unrealised
    assert totals.dividends_collected == 0
