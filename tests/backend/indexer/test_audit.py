"""An audit that could not find anything would prove nothing."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import SQLModel, select

from tests.support.history import History
from tests.support.mirror import audited, dump, index_once, indexing
from tests.support.world import World
from toktok.chain.contracts import Contracts
from toktok.chain.rpc import Rpc
from toktok.config import Settings
from toktok.errors import ChainMismatchError
from toktok.indexer.backfill import Backfill
from toktok.indexer.commit import Writer
from toktok.indexer.fetch import Fetcher
from toktok.indexer.preflight import deployment_on
from toktok.indexer.rows import key_names, table_of
from toktok.store.engine import Store
from toktok.store.tables import (
    Allocation,
    Auction,
    ClosedGroup,
    Creator,
    CreatorAccount,
    CreatorSplits,
    Earning,
    ExchangeAllowance,
    Fund,
    FundAccount,
    FundRoot,
    Holder,
    LedgerAccount,
    Moment,
    MomentApproval,
    MomentIncome,
    MomentToken,
    MomentWallet,
    OrderCounter,
    Pause,
    Plan,
    Protocol,
    Referral,
    Sound,
    Split,
    Subscription,
    TtBalance,
    VoucherNonce,
)

CHANGED: list[tuple[type[SQLModel], str]] = [
    (Creator, "reserve"),
    (Creator, "pending"),
    (Creator, "creator_owed"),
    (Creator, "protocol_owed"),
    (Creator, "touched_at"),
    (Creator, "closes_at"),
    (CreatorAccount, "token"),
    (CreatorAccount, "moves"),
    (Holder, "balance"),
    (Holder, "checkpoint"),
    (Holder, "settled"),
    (Allocation, "claimed"),
    (Allocation, "settled"),
    (LedgerAccount, "balance"),
    (Earning, "owed"),
    (Referral, "owed"),
    (Protocol, "launch_bond"),
    (Protocol, "tt_supply"),
    (Pause, "until"),
    (Split, "bps"),
    (Split, "recipient"),
    (CreatorSplits, "list_id"),
    (MomentIncome, "royalty_bps"),
    (MomentIncome, "sound_splits"),
    (MomentIncome, "sales"),
    (MomentIncome, "resales"),
    (MomentIncome, "referred"),
    (MomentIncome, "token"),
    (Moment, "minted"),
    (Moment, "price"),
    (Moment, "uri"),
    (Moment, "content_hash"),
    (Moment, "max_per_wallet"),
    (Moment, "sound_id"),
    (Moment, "voucher"),
    (MomentToken, "owner"),
    (MomentToken, "version"),
    (MomentToken, "redeemed_at"),
    (MomentToken, "approved"),
    (MomentWallet, "held"),
    (MomentWallet, "minted"),
    (MomentApproval, "exchange"),
    (MomentApproval, "auction"),
    (VoucherNonce, "nonce"),
    (Sound, "share_bps"),
    (Sound, "splits"),
    (Auction, "status"),
    (Auction, "bidder"),
    (Auction, "amount"),
    (Auction, "ends_at"),
    (ClosedGroup, "group"),
    (OrderCounter, "counter"),
    (ExchangeAllowance, "amount"),
    (TtBalance, "balance"),
    (Plan, "fee"),
    (Plan, "minimum_holding"),
    (Subscription, "ends_at"),
    (Subscription, "minimum_holding"),
    (Fund, "deposits"),
    (Fund, "claimed"),
    (FundRoot, "total"),
    (FundRoot, "root"),
    (FundAccount, "claimed"),
]


def _named(part: Any) -> str:
    """A table by its model, a column by itself."""
    return str(getattr(part, "__name__", part))


#: Tables a missing row of which is found, each with the column that makes a row worth missing.
MISSED: list[tuple[type[SQLModel], str]] = [
    (CreatorAccount, "token"),
    (CreatorSplits, "list_id"),
    (Earning, "owed"),
    (Holder, "balance"),
    (LedgerAccount, "balance"),
    (Referral, "owed"),
    (Protocol, "launch_bond"),
    (Pause, "until"),
    (Split, "bps"),
    (MomentIncome, "moment"),
    (MomentToken, "serial"),
    (MomentWallet, "held"),
    (MomentApproval, "exchange"),
    (Sound, "sound_id"),
    (Auction, "auction"),
    (OrderCounter, "counter"),
    (ExchangeAllowance, "amount"),
    (TtBalance, "balance"),
    (Plan, "fee"),
    (Fund, "deposits"),
    (FundAccount, "claimed"),
]


@pytest.mark.parametrize(("model", "column"), CHANGED, ids=_named)
async def test_one_wrong_value_is_found(
    audit_ready: tuple[Settings, Store], model: type[SQLModel], column: str
) -> None:
    settings, store = audit_ready
    row = _pick(store, model, column)
    right = getattr(row, column)
    key = {name: getattr(row, name) for name in key_names(model)}
    wrong = _other(right, column)
    _set(store, model, key, column, wrong)
    found = (await audited(settings, store)).differences
    _set(store, model, {**key, column: wrong} if column in key else key, column, right)
    assert table_of(model).name in {each.table for each in found}


@pytest.mark.parametrize(("model", "column"), MISSED, ids=_named)
async def test_a_missing_row_is_found(
    audit_ready: tuple[Settings, Store], model: type[SQLModel], column: str
) -> None:
    settings, store = audit_ready
    row = _pick(store, model, column)
    values = row.model_dump()
    with store.write() as session:
        session.delete(session.merge(row))
    found = (await audited(settings, store)).differences
    with store.write() as session:
        session.add(model(**values))
    assert table_of(model).name in {each.table for each in found}


def _pick(store: Store, model: type[SQLModel], column: str) -> SQLModel:
    """The row with the largest value of a column, of those that are about the present."""
    with store.read() as session:
        rows = [row for row in session.exec(select(model)).all() if getattr(row, column)]
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
        changed = session.execute(update(table).where(*where).values({column: value}))
        assert changed.rowcount == 1  # type: ignore[attr-defined]


async def test_a_block_the_node_does_not_have_cannot_be_audited(
    world: World, settings: Settings, store: Store
) -> None:
    world.tt.do(world.people[0], "deposit", value=1)
    await index_once(settings, store, world.node)
    world.node.call("anvil_reorg", 1, [])
    with pytest.raises(ChainMismatchError, match="catch up"):
        await audited(settings, store)


async def test_the_same_block_twice_changes_nothing(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=61)
    history.begin(launches=1)
    history.play(30)
    async with indexing(settings, store) as running:
        await running.catch_up(world.node)
    before = dump(store)
    async with Rpc(settings.rpc_url) as rpc:
        deployment = await deployment_on(rpc, directory=settings.deployments_dir)
        writer = Writer(store, deployment, confirmations=settings.confirmations)
        backfill = Backfill(Fetcher(rpc, Contracts(deployment)))
        head = world.node.block_number()
        ranges = [each async for each in backfill.ranges(1, head, tokens=frozenset())]
    for fetched in ranges:
        assert writer.apply(fetched.blocks, head=head) is None
    assert dump(store) == before
