"""Plans, subscriptions and the fund, against their contracts."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.chain.addresses import checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.market.subscribed import standing
from toktok.store.tables import Fund, FundAccount, FundRoot, Plan, Subscription

_NO_PLAN = {"plan_id": 0, "fee": 0, "period": 0, "minimum_holding": 0}
_NO_ROOT = {"period": 0, "root": bytes(32), "total": 0, "effective_at": 0, "uri": ""}


def compare_memberships(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """Who offers what, who is subscribed, and what the fund has paid."""
    yield from _plans(snapshot, ask)
    yield from _subscriptions(snapshot, ask)
    yield from _fund(snapshot, ask)


def _plans(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    offered = {row.creator: row for row in snapshot.all(Plan) if row.ended_at is None}
    accounts = {row.creator for row in snapshot.all(Plan)}
    # Of everybody with TT, so that plans we missed are found as well.
    for account in accounts | snapshot.tt_accounts:
        row = offered.get(account)
        ours = (
            _NO_PLAN
            if row is None
            else {
                "plan_id": row.plan_id,
                "fee": row.fee,
                "period": row.period,
                "minimum_holding": row.minimum_holding,
            }
        )
        yield Comparison("plan", checksum(account), ask.subscriptions("planOf", account), ours)


def _subscriptions(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    rows = {(row.subject, row.account): row for row in snapshot.all(Subscription)}
    pairs = {(_creator_of(snapshot, subject), account) for subject, account in rows}
    for creator, account in pairs:
        subject = snapshot.trading.get(creator, creator)
        before = rows.get((creator, account)) if subject != creator else None
        ends_at, holding = standing(rows.get((subject, account)), before, now=snapshot.now)
        key = f"{checksum(creator)} {checksum(account)}"
        yield Comparison(
            "subscription",
            key,
            ask.subscriptions("subscriptionOf", creator, account),
            {"ends_at": ends_at, "minimum_holding": holding},
        )
        enough = holding == 0 or snapshot.held(subject, account) >= holding
        yield Comparison(
            "subscription",
            key,
            ask.subscriptions("isSubscribed", creator, account),
            {"value": snapshot.now < ends_at and enough},
        )


def _creator_of(snapshot: Snapshot, subject: bytes) -> bytes:
    creator = snapshot.creators.get(subject)
    return subject if creator is None else creator.creator


def _fund(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    fund = next(iter(snapshot.all(Fund)), Fund())
    yield Comparison("fund", "all", ask.fund("deposits"), {"value": fund.deposits})
    yield Comparison("fund", "all", ask.fund("claimed"), {"value": fund.claimed})
    accounts = snapshot.all(FundAccount)
    paid = sum(row.claimed for row in accounts)
    yield Comparison("fund_account", "all", ask.fund("claimed"), {"value": paid})
    for row in accounts:
        view = ask.fund("claimedOf", row.account)
        yield Comparison("fund_account", checksum(row.account), view, {"value": row.claimed})
    roots = {row.period: row for row in snapshot.all(FundRoot) if row.vetoed_at is None}
    last = roots.get(fund.period)
    waits = last is not None and snapshot.now < last.effective_at
    current = roots.get(fund.period - 1) if waits else last
    yield Comparison("fund_root", "current", ask.fund("currentRoot"), _root(current))
    pending = _root(last if waits else None)
    yield Comparison("fund_root", "pending", ask.fund("pendingRoot"), pending)


def _root(row: FundRoot | None) -> dict[str, object]:
    if row is None:
        return _NO_ROOT
    return {
        "period": row.period,
        "root": row.root,
        "total": row.total,
        "effective_at": row.effective_at,
        "uri": row.uri,
    }
