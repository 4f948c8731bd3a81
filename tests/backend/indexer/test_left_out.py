"""Each single log of a history, left out, is missed: by the block's bloom, or by what follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

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
    TtApproved,
    VoucherUsed,
)
from toktok.chain.logs import Log, fetch_logs
from toktok.chain.rpc import Rpc
from toktok.indexer.backfill import Backfill
from toktok.indexer.commit import Writer
from toktok.indexer.errors import ContinuityError
from toktok.indexer.fetch import FetchedBlock, Fetcher
from toktok.indexer.handlers import apply
from toktok.indexer.mirror import Mirror
from toktok.indexer.preflight import deployment_on
from toktok.indexer.working_set import WorkingSet
from toktok.store.engine import Store

#: Events that others of their transaction vouch for, whatever the bloom says.
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
    """Blocks of one transaction: where there are several, the receipts are asked for anyway."""
    history = History(world, seed=91)
    history.begin(launches=2)
    history.play(60)
    complete(world, history.tokens[0])
    store = new_store(tmp_path / "left_out.db")
    async with Rpc(world.node.url) as rpc:
        deployment = await deployment_on(rpc, directory=tmp_path)
        contracts, head = Contracts(deployment), world.node.block_number()
        writer = Writer(store, deployment, confirmations=20)
        anchor = await fetch_header(rpc, 0)
        assert anchor is not None
        writer.begin(anchor)
        backfill = Backfill(Fetcher(rpc, contracts))
        ranges = [each async for each in backfill.ranges(1, head, tokens=frozenset())]
        tokens = frozenset().union(*(each.born for each in ranges))
        logs = await _logs_by_block(rpc, contracts, tokens, head)
    seen: Counter[type[Event]] = Counter()
    for block in (block for each in ranges for block in each.blocks):
        if len(block.header.transactions) == 1:
            listed = logs[block.header.number] if block.events else []
            for place, event in enumerate(block.events):
                contradicts = _contradicts(store, deployment, block, place)
                rest = [*listed[:place], *listed[place + 1 :]]
                unheard = contracts.unheard(block.header.bloom, tokens, rest)
                assert contradicts or unheard or _says_nothing(deployment, event), event
                assert contradicts or type(event) not in VOUCHED_FOR, event
                seen[type(event)] += 1
        writer.apply((block,), head=head)
    store.close()
    assert seen.keys() >= VOUCHED_FOR


async def _logs_by_block(
    rpc: Rpc, contracts: Contracts, tokens: frozenset[bytes], head: int
) -> dict[int, list[Log]]:
    of_fixed = await fetch_logs(
        rpc,
        addresses=contracts.fixed_addresses,
        topics=contracts.fixed_topics,
        first=0,
        last=head,
    )
    of_tokens = await fetch_logs(
        rpc, addresses=tuple(tokens), topics=contracts.token_topics, first=0, last=head
    )
    by_block: dict[int, list[Log]] = {}
    for log in sorted(of_fixed + of_tokens, key=lambda log: log.log_index):
        if contracts.follows(log, tokens):
            by_block.setdefault(log.block_number, []).append(log)
    return by_block


def _contradicts(store: Store, deployment: Deployment, block: FetchedBlock, place: int) -> bool:
    """Whether the block without one of its events follows from the rows; writes nothing."""
    with Session(store.engine) as session:
        mirror = Mirror(WorkingSet(session, journal_from=0), deployment)
        mirror.begin_block(block.header.number, timestamp=block.header.timestamp)
        try:
            _apply_all(mirror, [*block.events[:place], *block.events[place + 1 :]])
        except ContinuityError:
            return True
    return False


def _apply_all(mirror: Mirror, events: Sequence[Event]) -> None:
    for event in events:
        apply(mirror, event)
    mirror.end_transaction()


def _says_nothing(deployment: Deployment, event: Event) -> bool:
    """Leave to spend TT is kept for the exchange alone."""
    return isinstance(event, TtApproved) and event.spender != deployment.exchange
