"""Everything to compare with the chain: which view has to say what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import select, union
from sqlmodel import col

from toktok.chain.views import View
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.creators import compare_creator, compare_fans, compare_pool
from toktok.indexer.audit.debts import Debts, debts_of_all
from toktok.indexer.audit.memberships import compare_fund, compare_members, compare_paid
from toktok.indexer.audit.moments import (
    compare_collectors,
    compare_edition,
    compare_sound,
    compare_tokens,
)
from toktok.indexer.audit.payouts import compare_account, compare_list, compare_payouts
from toktok.indexer.audit.people import People, spans
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.sales import compare_auction, compare_traders
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.audit.sums import Sums
from toktok.store.tables import (
    Auction,
    Creator,
    CreatorSplits,
    Fund,
    Moment,
    MomentIncome,
    MomentToken,
    Pause,
    Sound,
    Split,
)

#: Contracts that a guardian may pause.
GUARDED = ("CreatorMarket", "TopMoments", "MomentAuction", "MomentExchange", "Subscriptions")


def comparisons(snapshot: Snapshot, ask: Views, sums: Sums) -> Iterator[Comparison]:
    """Everything, value by value; `sums` is complete when the last is taken."""
    yield from compare_protocol(snapshot, ask)
    debts = debts_of_all(snapshot)
    for span in spans(snapshot):
        people = People(snapshot, span)
        sums.add_people(snapshot, people)
        yield from compare_people(snapshot, people, ask, debts)
    for creator in snapshot.stream(Creator):
        sums.add_creator(snapshot, creator)
        yield from compare_creator(snapshot, ask, creator)
        if creator.supply:
            yield compare_pool(ask, creator, held=sums.held[creator.token])
    yield from _moments(snapshot, ask)
    yield from _accounts(snapshot, ask, sums)
    yield from _sounds(snapshot, ask)
    yield from _lists(snapshot, ask)
    yield from _auctions(snapshot, ask, sums)
    yield from compare_fund(snapshot, ask)
    yield compare_paid(snapshot, ask)
    sums.add_fund(snapshot.first(Fund) or Fund())
    yield from sums.compare(snapshot, ask)


def compare_people(
    snapshot: Snapshot, people: People, ask: Views, debts: Debts
) -> Iterator[Comparison]:
    """Everything of the accounts of a span."""
    yield from compare_fans(snapshot, people, ask)
    yield from compare_payouts(snapshot, people, ask, debts)
    yield from compare_collectors(snapshot, people, ask)
    yield from compare_traders(snapshot, people, ask)
    yield from compare_members(snapshot, people, ask)


def compare_protocol(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """The protocol's settings and the guardian's pauses."""
    ours = snapshot.protocol
    for function, value in (
        ("launchBond", ours.launch_bond),
        ("protocolPayout", ours.protocol_payout),
    ):
        yield Comparison("protocol", function, ask.market(function), {"value": value})
    pauses = {row.contract: row.until for row in snapshot.rows(Pause)}
    for name in GUARDED:
        view = View(ask.contracts.followed[name], name, "pausedUntil")
        yield Comparison("pause", name, view, {"value": pauses.get(name, 0)})


def _moments(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    tokens = groupby(snapshot.stream(MomentToken), key=lambda row: row.moment)
    waiting = next(tokens, None)
    for moment in snapshot.stream(Moment):
        yield from compare_edition(ask, moment)
        while waiting is not None and waiting[0] < moment.moment:
            waiting = next(tokens, None)
        own: Iterable[MomentToken] = ()
        if waiting is not None and waiting[0] == moment.moment:
            own = waiting[1]
        yield from compare_tokens(ask, moment, own)


def _accounts(snapshot: Snapshot, ask: Views, sums: Sums) -> Iterator[Comparison]:
    number = 0
    for row in snapshot.stream(MomentIncome):
        number += 1
        sums.add_moment(row)
        yield from compare_account(snapshot, ask, row)
    yield Comparison("moment_income", "number", ask.ledger("momentCount"), {"value": number})


def _sounds(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    number = 0
    for row in snapshot.stream(Sound):
        number += 1
        yield compare_sound(ask, row)
    yield Comparison("sound", "number", ask.sounds("soundCount"), {"value": number})


def _lists(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """Every list we have, and every one that somebody has named."""
    columns = (
        col(Split.list_id),
        col(Sound.splits),
        col(MomentIncome.splits),
        col(MomentIncome.sound_splits),
        col(CreatorSplits.list_id),
    )
    named = union(*(select(column).where(column.is_not(None)) for column in columns))
    for (list_id,) in snapshot.values(named):
        yield compare_list(snapshot, ask, list_id)


def _auctions(snapshot: Snapshot, ask: Views, sums: Sums) -> Iterator[Comparison]:
    number = 0
    for row in snapshot.stream(Auction):
        number += 1
        sums.add_auction(row)
        yield compare_auction(ask, row)
    yield Comparison("auction", "number", ask.auction("auctionCount"), {"value": number})
