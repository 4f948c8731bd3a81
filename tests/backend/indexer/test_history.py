"""A random history, indexed, is what the chain says."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from sqlmodel import select

from tests.support.complete import complete
from tests.support.history import History
from tests.support.mirror import audited, dump, index_once, new_store
from tests.support.world import World
from toktok.config import Settings
from toktok.indexer.handlers.candles import INTERVALS
from toktok.market.dividends import allocation_total
from toktok.store.engine import Store
from toktok.store.tables import (
    Allocation,
    Candle,
    Creator,
    Fund,
    FundDeposit,
    Holder,
    Income,
    IncomeTotal,
    Moment,
    MomentIncome,
    MomentSale,
    MomentToken,
    MomentTransfer,
    MomentWallet,
    Protocol,
    SaleBooking,
    Sound,
    Status,
    Trade,
    TtBalance,
)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_audit_of_a_random_history_finds_nothing(
    world: World, settings: Settings, store: Store, seed: int
) -> None:
    history = History(world, seed=seed)
    history.begin(launches=3)
    history.play(400)
    await index_once(settings, store, world.node)
    report = await audited(settings, store)
    assert report.differences == []
    assert report.total > 300
    for table in (
        "creator",
        "holder",
        "allocation",
        "referral",
        "ledger_account",
        "owed",
        "moment",
        "moment_token",
        "moment_income",
        "auction",
        "plan",
        "fund",
        "tt_balance",
        "exchange_allowance",
    ):
        assert report.compared[table] > 0


async def test_following_and_backfilling_write_the_same_rows(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=4)
    history.begin(launches=2)
    for _ in range(12):
        history.play(12)
        await index_once(settings, store, world.node)
    later = new_store(tmp_path / "later.db")
    fresh = settings.model_copy(update={"database_url": later.url})
    await index_once(fresh, later, world.node)
    followed, backfilled = dump(store), dump(later)
    for table, rows in backfilled.items():
        assert followed[table] == rows, table
    later.close()


async def test_sums_kept_by_handlers_are_the_sums_of_the_rows(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=5)
    history.begin(launches=2)
    history.play(300)
    await index_once(settings, store, world.node)
    with store.read() as session:
        creators = session.exec(select(Creator)).all()
        holders = session.exec(select(Holder)).all()
        allocations = session.exec(select(Allocation)).all()
        trades = session.exec(select(Trade).order_by(Trade.block_number, Trade.log_index)).all()  # type: ignore[arg-type]
        candles = session.exec(select(Candle)).all()
    for creator in creators:
        token = creator.token
        own = [trade for trade in trades if trade.token == token]
        assert creator.trades == len(own)
        assert creator.volume == sum(trade.gross for trade in own)
        contributed = [row for row in allocations if row.token == token and row.contributed]
        assert creator.contributors == len(contributed)
        if creator.status != Status.TRADING:
            continue
        owners = {row.account for row in holders if row.token == token and row.balance}
        owners |= {
            row.account
            for row in contributed
            if allocation_total(row.contributed, raised=creator.raised) > row.claimed + row.returned
        }
        assert creator.holders == len(owners)
        for interval in INTERVALS:
            mine = [row for row in candles if (row.token, row.interval) == (token, interval)]
            mine.sort(key=lambda row: row.start)
            assert sum(row.trades for row in mine) == len(own)
            assert sum(row.volume for row in mine) == creator.volume
            assert sum(row.inflow for row in mine) == creator.reserve - creator.raised
            assert mine[-1].close == creator.price
            assert all(row.low <= min(row.open, row.close) for row in mine)
            assert all(row.high >= max(row.open, row.close) for row in mine)
            assert all(after.open == before.close for before, after in pairwise(mine))


async def test_cost_is_neither_lost_nor_invented(
    world: World, settings: Settings, store: Store
) -> None:
    """What everybody paid is what is still invested, plus what left with sales and returns."""
    history = History(world, seed=6)
    history.begin(launches=2)
    history.play(300)
    await index_once(settings, store, world.node)
    paid: dict[bytes, int] = defaultdict(int)
    with store.read() as session:
        for allocation in session.exec(select(Allocation)):
            paid[allocation.token] += allocation.contributed - allocation.cost
        for holder in session.exec(select(Holder)):
            # realised = received − cost of what was sold
            sold_cost = holder.sold - holder.realised
            paid[holder.token] += holder.bought - holder.cost - sold_cost
            assert holder.balance or not holder.cost
        trading = session.exec(select(Creator.token).where(Creator.status == Status.TRADING)).all()
    assert trading
    assert all(paid[token] == 0 for token in trading)


async def test_sums_of_moments_are_the_sums_of_the_rows(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=7)
    history.begin(launches=2)
    history.play(200)
    complete(world, history.tokens[0])
    await index_once(settings, store, world.node)
    with store.read() as session:
        moments = session.exec(select(Moment)).all()
        tokens = session.exec(select(MomentToken)).all()
        wallets = session.exec(select(MomentWallet)).all()
        sales = session.exec(select(MomentSale)).all()
        moves = session.exec(select(MomentTransfer)).all()
    for moment in moments:
        own = [row for row in tokens if row.moment == moment.moment]
        sold = [row for row in sales if row.moment == moment.moment]
        assert {row.serial for row in own} == set(range(1, moment.minted + 1))
        assert moment.redeemed == sum(row.redeemed_at is not None for row in own)
        assert moment.owners == len({row.owner for row in own})
        assert moment.sales == sum(row.quantity for row in sold)
        assert moment.volume == sum(row.amount for row in sold)
    held = {(row.moment, row.account): row.held for row in wallets if row.held}
    assert held == Counter((row.moment, row.owner) for row in tokens)
    minted = {(row.moment, row.account): row.minted for row in wallets if row.minted}
    assert minted == Counter((row.moment, row.to) for row in moves if row.sender is None)
    for token in tokens:
        path = [row for row in moves if row.token_id == token.token_id]
        path.sort(key=lambda row: (row.block_number, row.log_index))
        assert all(after.sender == before.to for before, after in pairwise(path))
        redeemed = token.redeemed_at is not None
        assert (token.owner, token.version) == (path[-1].to, len(path) + redeemed)
    for sale in sales:
        assert sale.amount == sale.price * sale.quantity
        assert sale.is_first or sale.amount == sale.royalty + sale.fee + sale.to_seller


async def test_sums_of_incomes_are_the_sums_of_the_rows(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=8)
    history.begin(launches=2)
    history.play(200)
    complete(world, history.tokens[0])
    await index_once(settings, store, world.node)
    with store.read() as session:
        incomes = session.exec(select(Income)).all()
        accounts = session.exec(select(MomentIncome)).all()
        totals = session.exec(select(IncomeTotal)).all()
        bookings = session.exec(select(SaleBooking)).all()
        sounds = session.exec(select(Sound)).all()
        sound_of = dict(session.exec(select(Moment.moment, Moment.sound_id)).all())
        fund = session.exec(select(Fund)).one()
        deposits = session.exec(select(FundDeposit)).all()
        balances = session.exec(select(TtBalance)).all()
        protocol = session.exec(select(Protocol)).one()
    for row in incomes:
        assert row.amount == row.to_sound + row.to_creator + row.to_fans + row.to_protocol
        assert bool(row.to_fans) <= (row.token is not None)
    for account in accounts:
        booked = sum(row.amount for row in bookings if row.moment == account.moment)
        assert booked == account.divided + account.sales + account.resales
        own = [row for row in incomes if row.moment == account.moment]
        assert account.to_sound == sum(row.to_sound for row in own)
    for total in totals:
        own = [row for row in incomes if (row.creator, row.source) == (total.creator, total.source)]
        assert (total.count, total.amount) == (len(own), sum(row.amount for row in own))
        assert total.to_fans == sum(row.to_fans for row in own)
    for sound in sounds:
        used = {moment for moment, sound_id in sound_of.items() if sound_id == sound.sound_id}
        assert sound.moments == len(used)
        assert sound.earned == sum(row.to_sound for row in incomes if row.moment in used)
    assert fund.deposits == sum(row.amount for row in deposits)
    assert protocol.tt_supply == sum(row.balance for row in balances)
