"""Which view has to say what."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.chain.views import View
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.creators import compare_creators
from toktok.indexer.audit.memberships import compare_memberships
from toktok.indexer.audit.moments import compare_moments
from toktok.indexer.audit.payouts import compare_payouts
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.sales import compare_sales
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import Pause

#: Contracts that a guardian may pause.
GUARDED = ("CreatorMarket", "TopMoments", "MomentAuction", "MomentExchange", "Subscriptions")


def comparisons(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """Everything to compare, value by value."""
    yield from _protocol(snapshot, ask)
    yield from compare_creators(snapshot, ask)
    yield from compare_payouts(snapshot, ask)
    yield from compare_moments(snapshot, ask)
    yield from compare_sales(snapshot, ask)
    yield from compare_memberships(snapshot, ask)


def _protocol(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    ours = snapshot.protocol
    for function, value in (
        ("launchBond", ours.launch_bond),
        ("protocolPayout", ours.protocol_payout),
    ):
        yield Comparison("protocol", function, ask.market(function), {"value": value})
    pauses = {row.contract: row.until for row in snapshot.all(Pause)}
    for name in GUARDED:
        view = View(ask.contracts.followed[name], name, "pausedUntil")
        yield Comparison("pause", name, view, {"value": pauses.get(name, 0)})
