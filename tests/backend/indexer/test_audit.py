"""An audit that could not find anything would prove nothing."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import SQLModel

from tests.support.history import History
from tests.support.mirror import audited, dump, head_hash, index_once, indexing
from tests.support.proxy import proxy
from tests.support.tampering import changed, missing
from tests.support.world import World
from toktok.chain.contracts import Contracts
from toktok.chain.rpc import Rpc
from toktok.config import Settings
from toktok.errors import ChainMismatchError
from toktok.indexer.backfill import Backfill
from toktok.indexer.commit import Writer
from toktok.indexer.fetch import Fetcher, Known
from toktok.indexer.preflight import deployment_on
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
from toktok.store.twins import table_of

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


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("model", "column"), CHANGED, ids=_named)
async def test_one_wrong_value_is_found(
    audit_ready: tuple[Settings, Store], model: type[SQLModel], column: str
) -> None:
    settings, store = audit_ready
    with changed(store, model, column):
        found = (await audited(settings, store)).differences
    assert table_of(model).name in {each.table for each in found if each.chain is not None}


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("model", "column"), MISSED, ids=_named)
async def test_a_missing_row_is_found(
    audit_ready: tuple[Settings, Store], model: type[SQLModel], column: str
) -> None:
    settings, store = audit_ready
    with missing(store, model, column):
        found = (await audited(settings, store)).differences
    assert table_of(model).name in {each.table for each in found if each.chain is not None}


async def test_a_block_the_node_does_not_have_cannot_be_audited(
    world: World, settings: Settings, store: Store
) -> None:
    world.tt.do(world.people[0], "deposit", value=1)
    await index_once(settings, store, world.node)
    world.node.call("anvil_reorg", 1, [])
    with pytest.raises(ChainMismatchError, match="catch up"):
        await audited(settings, store)


async def test_an_audit_during_which_the_chain_is_rewritten_begins_anew(
    world: World, settings: Settings, store: Store
) -> None:
    world.tt.do(world.people[0], "deposit", value=1)
    rewritten: list[bytes] = []

    def rewrite_once(request: dict[str, Any], reply: dict[str, Any]) -> dict[str, Any]:
        if request["method"] == "eth_call" and not rewritten:
            rewritten.append(head_hash(world.node))
            world.node.call("anvil_reorg", 1, [])
        return reply

    with proxy(world.node.url) as between:
        async with indexing(settings, store) as running:
            await running.catch_up(world.node)
            between.twist = rewrite_once
            report = await audited(settings.model_copy(update={"rpc_url": between.url}), store)
            assert report.differences == []
            assert report.block_hash == head_hash(world.node) != rewritten[0]


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
        ranges = [each async for each in backfill.ranges(1, head, known=Known())]
    for fetched in ranges:
        assert writer.apply(fetched, head=head) is None
    assert dump(store) == before
