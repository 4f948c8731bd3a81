"""What a position cost and brought, who earned what: small histories, computed by hand."""

from __future__ import annotations

import pytest
from sqlmodel import select

from tests.support.mirror import index_once
from tests.support.world import FOREVER, LAUNCH_BOND, NOBODY, TT, World, launch_of_two
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.tables import (
    Activity,
    Allocation,
    Candle,
    Creator,
    Earning,
    Holder,
    LedgerAccount,
    Referral,
    Status,
    Trade,
    TtFlow,
)

DAY = 86_400


def _bytes(address: str) -> bytes:
    return bytes.fromhex(address[2:])


@pytest.fixture
def token(world: World) -> str:
    """A token with a fee of 2% for the creator and 1% for the fans; 1,000 TT raised by two."""
    return launch_of_two(world)


def _buy(world: World, person: str, token: str, amount: int, referrer: str = NOBODY) -> None:
    world.market.do(person, "buy", token, amount, 0, person, FOREVER, referrer)


async def _index(world: World, settings: Settings, store: Store) -> None:
    await index_once(settings, store, world.node)


async def test_a_launch_that_filled_up_trades_at_one_price(
    world: World, settings: Settings, store: Store, token: str
) -> None:
    await _index(world, settings, store)
    with store.read() as session:
        creator = session.get_one(Creator, _bytes(token))
        candles = session.exec(select(Candle)).all()
        kinds = session.exec(select(Activity.kind).where(Activity.token == _bytes(token))).all()
    assert (creator.status, creator.raised, creator.reserve) == (
        Status.TRADING, 1_000 * TT, 1_000 * TT,
    )  # fmt: skip
    assert (creator.supply, creator.contributors, creator.holders) == (10**24, 2, 2)
    assert (creator.price, creator.bond) == (10**15, LAUNCH_BOND)
    assert {(row.interval, row.open, row.close, row.trades) for row in candles} == {
        (interval, 10**15, 10**15, 0) for interval in (60, 300, 3_600, DAY)
    }
    assert sorted(kinds) == ["contribution", "contribution", "finalized", "launch"]


async def test_cost_is_averaged_and_follows_the_tokens(
    world: World, settings: Settings, store: Store, token: str
) -> None:
    fan, collector = world.people[5:7]
    _buy(world, fan, token, 1_000 * TT)
    _buy(world, fan, token, 500 * TT)
    contract = world.token(token)
    balance = contract.read("balanceOf", fan)
    contract.do(fan, "transfer", collector, balance // 4)
    rest = balance - balance // 4
    world.market.do(fan, "sell", token, rest // 2, 0, fan, FOREVER, NOBODY)
    world.market.do(collector, "sell", token, balance // 4, 0, collector, FOREVER, NOBODY)
    await _index(world, settings, store)
    with store.read() as session:
        mine = session.get_one(Holder, (_bytes(token), _bytes(fan)))
        theirs = session.get_one(Holder, (_bytes(token), _bytes(collector)))
        sold = session.exec(select(Trade).where(Trade.is_buy == False)).all()  # noqa: E712
    given = 1_500 * TT * (balance // 4) // balance
    kept = 1_500 * TT - given
    gone = kept * (rest // 2) // rest
    by_trader = {trade.trader: trade.tt_amount for trade in sold}
    assert (mine.bought, mine.sold) == (1_500 * TT, by_trader[_bytes(fan)])
    assert mine.cost == kept - gone
    assert mine.realised == by_trader[_bytes(fan)] - gone
    assert (theirs.bought, theirs.balance, theirs.cost) == (0, 0, 0)
    assert theirs.realised == by_trader[_bytes(collector)] - given


async def test_an_allocation_brings_its_cost_along_and_returns_realise(
    world: World, settings: Settings, store: Store, token: str
) -> None:
    first = world.people[1]
    world.node.wait_until(5 * DAY)
    world.market.do(first, "claimAllocation", token)
    world.market.do(first, "returnUnvested", token, 60_000 * TT)
    await _index(world, settings, store)
    with store.read() as session:
        holder = session.get_one(Holder, (_bytes(token), _bytes(first)))
        allocation = session.get_one(Allocation, (_bytes(token), _bytes(first)))
        creator = session.get_one(Creator, _bytes(token))
    total = 600_000 * TT
    moved = 600 * TT * holder.balance // total
    assert holder.balance == allocation.claimed > 0
    assert holder.cost == moved
    returned_cost = (600 * TT - moved) * 60_000 * TT // (total - allocation.claimed)
    assert allocation.cost == 600 * TT - moved - returned_cost
    assert (holder.sold, holder.realised) == (60 * TT, 60 * TT - returned_cost)
    assert (creator.supply, creator.reserve) == (940_000 * TT, 940 * TT)
    assert (creator.price, creator.holders) == (10**15, 2)


async def test_everyone_s_earnings_are_kept_by_source(
    world: World, settings: Settings, store: Store, token: str
) -> None:
    creator, first = world.people[:2]
    fan, referrer, treasury = world.people[5], world.people[6], world.accounts[2]
    _buy(world, fan, token, 1_000 * TT, referrer)
    world.node.wait_until(4 * DAY)
    world.ledger.do(fan, "tip", creator, 100 * TT)
    for account in (creator, first, referrer, treasury):
        world.ledger.do(account, "claimAll", [token], [], account)
    world.ledger.do(fan, "tip", creator, 20 * TT)
    await _index(world, settings, store)
    with store.read() as session:
        rows = {(row.account, row.source): row for row in session.exec(select(Earning)).all()}
        earned = {key: row.amount for key, row in rows.items()}
        ledger = session.get_one(LedgerAccount, _bytes(creator))
        referral = session.get_one(Referral, _bytes(referrer))
        row = session.get_one(Creator, _bytes(token))
    # 2% for the creator, half of the protocol's 1% for who brought the fan
    assert earned[_bytes(creator), "trade_fees"] == 20 * TT
    assert earned[_bytes(creator), "tips"] == 108 * TT
    assert earned[_bytes(referrer), "referrals"] == 5 * TT
    assert earned[_bytes(treasury), "protocol"] == 5 * TT
    assert earned[_bytes(treasury), "tips"] == 6 * TT
    # a claim pays what a source had brought by then
    owed = {key: each.owed for key, each in rows.items() if each.owed}
    assert owed == {(_bytes(creator), "tips"): 18 * TT, (_bytes(treasury), "tips"): TT}
    # of the fans' 10 TT half was released twice; the first contributor has 600,000 of the supply
    dividends = earned[_bytes(first), "dividends"]
    assert abs(dividends - 7.5 * TT * 600_000 * TT / row.supply) < TT / 1_000
    assert (ledger.balance, ledger.credited, ledger.claimed) == (18 * TT, 108 * TT, 110 * TT)
    assert (referral.owed, referral.collected, referral.earned) == (0, 5 * TT, 5 * TT)
    assert (row.creator_collected, row.protocol_collected) == (20 * TT, 5 * TT)
    assert row.fan_revenue == 16 * TT


async def test_a_purchase_with_eth_is_one_activity(
    world: World, settings: Settings, store: Store, token: str
) -> None:
    fan = world.people[5]
    world.market.do(fan, "buyWithEth", token, 0, fan, FOREVER, NOBODY, value=TT // 10)
    await _index(world, settings, store)
    with store.read() as session:
        last = session.exec(
            select(Activity.kind).where(Activity.block_number == world.node.block_number())
        ).all()
        flow = session.exec(
            select(TtFlow).where(TtFlow.block_number == world.node.block_number())
        ).one()
        trade = session.exec(select(Trade)).one()
    assert last == ["trade"]
    assert (flow.eth, flow.tt) == (TT // 10, 1_000 * TT)
    assert (trade.tt_amount, trade.gross, trade.creator_fee) == (1_000 * TT, 1_000 * TT, 20 * TT)
