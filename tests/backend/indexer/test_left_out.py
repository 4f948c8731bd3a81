"""Each single event of a history, left out, is missed by the receipts' root; many by the handlers, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlmodel import Session

from tests.support.complete import complete
from tests.support.history import History
from tests.support.mirror import new_store
from tests.support.world import World
from toktok.chain.blocks import fetch_header
from toktok.chain.contracts import Contracts
from toktok.chain.deployments import Deployment
from toktok.chain.events import (
    Claimed,
    Event,
    FansFunded,
    FundClaimed,
    IncomeDivided,
    MetadataUpdate,
    Minted,
    PerkRedeemed,
    ReferralBooked,
    Traded,
    VoucherUsed,
)
from toktok.chain.headers import ContradictionError, Header
from toktok.chain.receipts import ReceiptReply, logs_of
from toktok.chain.rpc import Request, Rpc
from toktok.indexer.backfill import Backfill
from toktok.indexer.commit import Writer
from toktok.indexer.errors import ContinuityError
from toktok.indexer.fetch import FetchedBlock, Fetcher, Known
from toktok.indexer.handlers import HANDLERS
from toktok.indexer.mirror import Mirror
from toktok.indexer.preflight import deployment_on
from toktok.indexer.working_set import WorkingSet
from toktok.store.engine import Store

#: Events that others of their transaction vouch for.
VOUCHED_FOR: set[type[Event]] = {
    Claimed,
    FansFunded,
    FundClaimed,
    IncomeDivided,
    MetadataUpdate,
    Minted,
    PerkRedeemed,
    ReferralBooked,
    Traded,
    VoucherUsed,
}


async def test_every_log_of_a_history_is_missed(world: World, tmp_path: Path) -> None:
    history = History(world, seed=91)
    history.begin(launches=2)
    history.play(60)
    complete(world, history.tokens[0])
    store = new_store(tmp_path / "left_out.db")
    async with Rpc(world.node.url) as rpc:
        deployment = await deployment_on(rpc, directory=tmp_path)
        head = world.node.block_number()
        writer = Writer(store, deployment, confirmations=20)
        anchor = await fetch_header(rpc, 0)
        assert anchor is not None
        writer.begin(anchor)
        backfill = Backfill(Fetcher(rpc, Contracts(deployment)))
        ranges = [each async for each in backfill.ranges(1, head, known=Known())]
        blocks = [block for each in ranges for block in each]
        receipts = await rpc.batch(
            [Request("eth_getBlockReceipts", (hex(block.header.number),)) for block in blocks],
            kind=list[ReceiptReply],
        )
    seen: Counter[type[Event]] = Counter()
    for block, listed in zip(blocks, receipts, strict=True):
        _no_log_can_be_left_out(block.header, listed)
        for place, event in enumerate(block.events):
            if type(event) in VOUCHED_FOR:
                assert _contradicts(store, deployment, block, place), event
                seen[type(event)] += 1
        writer.apply((block,), head=head)
    store.close()
    assert seen.keys() == VOUCHED_FOR


def _no_log_can_be_left_out(header: Header, receipts: list[ReceiptReply]) -> None:
    for receipt in receipts:
        for place in range(len(receipt.logs)):
            left_out = receipt.logs.pop(place)
            with pytest.raises(ContradictionError):
                logs_of(header, receipts)
            receipt.logs.insert(place, left_out)
    assert len(logs_of(header, receipts)) == sum(len(receipt.logs) for receipt in receipts)


def _contradicts(store: Store, deployment: Deployment, block: FetchedBlock, place: int) -> bool:
    """Whether the block without one of its events follows from the rows; writes nothing."""
    with Session(store.engine) as session:
        rows = WorkingSet()
        rows.begin(session, journal_from=0)
        mirror = Mirror(rows, deployment)
        mirror.begin_block(block.header.number, timestamp=block.header.timestamp)
        try:
            _apply_all(mirror, [*block.events[:place], *block.events[place + 1 :]])
        except ContinuityError:
            return True
    return False


def _apply_all(mirror: Mirror, events: Sequence[Event]) -> None:
    for event in events:
        HANDLERS[type(event)](mirror, event)
    mirror.end_transaction()
