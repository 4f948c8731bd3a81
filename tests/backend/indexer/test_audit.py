"""An audit that could not find anything would prove nothing."""

from __future__ import annotations

import pytest
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
from toktok.store.engine import Store
from toktok.store.tables import (
    Allocation,
    Creator,
    Holder,
    LedgerAccount,
    Protocol,
    Referral,
    Split,
)


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Creator, "reserve"),
        (Creator, "pending"),
        (Creator, "creator_owed"),
        (Creator, "protocol_owed"),
        (Creator, "touched_at"),
        (Creator, "closes_at"),
        (Holder, "balance"),
        (Holder, "checkpoint"),
        (Holder, "settled"),
        (Allocation, "claimed"),
        (Allocation, "settled"),
        (LedgerAccount, "balance"),
        (Referral, "owed"),
        (Protocol, "launch_bond"),
        (Split, "bps"),
    ],
    ids=lambda part: getattr(part, "__name__", part),
)
async def test_one_wrong_wei_is_found(
    audit_ready: tuple[Settings, Store], model: type[SQLModel], column: str
) -> None:
    settings, store = audit_ready
    with store.write() as session:
        rows = session.exec(select(model)).all()
        row = max(rows, key=lambda each: int(getattr(each, column)))
        setattr(row, column, getattr(row, column) + (1 if column != "touched_at" else -3_600))
        session.add(row)
    assert (await audited(settings, store)).differences
    with store.write() as session:
        row = session.merge(row)
        setattr(row, column, getattr(row, column) - (1 if column != "touched_at" else -3_600))
        session.add(row)
    assert (await audited(settings, store)).differences == []


@pytest.mark.parametrize("model", [Holder, Split])
async def test_a_missing_row_is_found(
    audit_ready: tuple[Settings, Store], model: type[SQLModel]
) -> None:
    settings, store = audit_ready
    with store.write() as session:
        rows = session.exec(select(model)).all()
        row = max(rows, key=lambda each: getattr(each, "balance", getattr(each, "bps", 0) == 6_000))
        values = row.model_dump()
        session.delete(row)
    assert (await audited(settings, store)).differences
    with store.write() as session:
        session.add(model(**values))


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
