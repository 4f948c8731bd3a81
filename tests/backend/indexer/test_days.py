"""Positions, holders and revenue kept by handlers are what a plain second reading of the chain says."""

from __future__ import annotations

from collections import defaultdict

import pytest
from sqlmodel import select

from tests.support.complete import complete
from tests.support.history import History
from tests.support.mirror import index_once
from tests.support.positions import DAY, Positions
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.tables import (
    Allocation,
    Creator,
    Earning,
    FundClaim,
    Holder,
    HolderDay,
    Income,
    IncomeTotal,
    RevenueDay,
    RevenueTotal,
    Source,
    Status,
    Trade,
)


@pytest.mark.parametrize("seed", [31, 32])
async def test_positions_and_holders_are_what_the_logs_add_up_to(
    world: World, settings: Settings, store: Store, seed: int
) -> None:
    history = History(world, seed=seed)
    history.begin(launches=2)
    history.play(250)
    await index_once(settings, store, world.node)
    plain = Positions(world)
    with store.read() as session:
        holders = session.exec(select(Holder)).all()
        allocations = session.exec(select(Allocation)).all()
        days = session.exec(select(HolderDay)).all()
        trading = session.exec(select(Creator).where(Creator.status == Status.TRADING)).all()
    assert {
        (_text(row.token), _text(row.account)): (
            row.balance, row.cost, row.realised, row.bought, row.sold, row.sent, row.received,
        )
        for row in holders
        if row.balance or row.sold or row.bought or row.received
    } == {
        key: (row.balance, row.cost, row.realised, row.bought, row.sold, row.sent, row.received)
        for key, row in plain.held.items()
        if row.balance or row.sold or row.bought or row.received
    }  # fmt: skip
    assert {(_text(row.token), _text(row.account)): row.cost for row in allocations} == {
        key: row.cost for key, row in plain.shares.items()
    }
    assert {(_text(row.token), row.day): (row.holders, row.supply) for row in days} == {
        (token, day): figures for token, rows in plain.days.items() for day, figures in rows.items()
    }
    assert len(days) > len(trading) > 0
    for creator in trading:
        last = max((row for row in days if row.token == creator.token), key=lambda row: row.day)
        assert (last.holders, last.supply) == (creator.holders, creator.supply)


async def test_revenue_is_the_sum_of_trades_and_incomes_day_by_day(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=33)
    history.begin(launches=2)
    history.play(250)
    complete(world, history.tokens[0])
    history.supporting.sweep()
    await index_once(settings, store, world.node)
    sums: dict[tuple[bytes, int, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])

    def add(subject: bytes, timestamp: int, source: str, *figures: int) -> None:
        row = sums[subject, timestamp // DAY * DAY, source]
        for place, figure in enumerate((1, *figures)):
            row[place] += figure

    with store.read() as session:
        for trade in session.exec(select(Trade)):
            fees = trade.creator_fee + trade.fan_fee + trade.protocol_fee
            add(trade.token, trade.timestamp, "trade", fees, trade.creator_fee, trade.fan_fee)
        for income in session.exec(select(Income)):
            add(
                income.token or income.creator,
                income.timestamp,
                Source(income.source).name.lower(),
                income.amount,
                income.to_creator,
                income.to_fans,
            )
        days = session.exec(select(RevenueDay)).all()
    kept = {
        (row.subject, row.day, row.source): [row.count, row.amount, row.to_creator, row.to_fans]
        for row in days
        if row.source not in ("fund", "fan_gift", "unheld")
    }
    assert kept == sums
    assert {row.source for row in days} >= {
        "trade", "tip", "sale", "resale", "royalty", "subscription", "fund", "fan_gift",
    }  # fmt: skip


async def test_revenue_adds_up_to_the_totals_that_are_kept_elsewhere(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=34)
    history.begin(launches=2)
    history.play(250)
    complete(world, history.tokens[0])
    await index_once(settings, store, world.node)
    with store.read() as session:
        days = session.exec(select(RevenueDay)).all()
        totals = session.exec(select(RevenueTotal)).all()
        incomes = session.exec(select(IncomeTotal)).all()
        creators = session.exec(select(Creator)).all()
        funded = session.exec(select(Earning).where(Earning.source == "fund")).all()
        claims = session.exec(select(FundClaim)).all()
    for total in totals:
        own = [row for row in days if (row.subject, row.source) == (total.subject, total.source)]
        for name in ("count", "amount", "to_creator", "to_fans"):
            assert getattr(total, name) == sum(getattr(row, name) for row in own)
    for source in Source:
        of_source = [row for row in totals if row.source == source.name.lower()]
        theirs = [row for row in incomes if row.source == source]
        if source != Source.FUND:
            for name in ("count", "amount", "to_creator", "to_fans"):
                ours = sum(getattr(row, name) for row in of_source)
                assert ours == sum(getattr(row, name) for row in theirs)
        else:
            assert sum(row.amount for row in of_source) == sum(row.amount for row in funded)
            assert sum(row.amount for row in of_source) >= sum(row.amount for row in claims) > 0
    for creator in creators:
        own_totals = [row for row in totals if row.subject == creator.token]
        assert sum(row.to_fans for row in own_totals) == creator.fan_revenue
        from_market = [row.to_creator for row in own_totals if row.source in ("trade", "unheld")]
        assert sum(from_market) == creator.creator_owed + creator.creator_collected


def _text(account: bytes) -> str:
    return f"0x{account.hex()}"
