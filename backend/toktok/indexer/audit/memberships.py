"""Plans, subscriptions and the fund, against their contracts."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col

from toktok.chain.addresses import checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.people import People
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.market.subscribed import standing
from toktok.store.tables import Fund, FundAccount, FundRoot, Plan, Subscription

_NO_ROOT = {"period": 0, "root": bytes(32), "total": 0, "effective_at": 0, "uri": ""}


def compare_members(snapshot: Snapshot, people: People, ask: Views) -> Iterator[Comparison]:
    """What accounts offer, what they are subscribed to, and what the fund has paid them."""
    # Of everybody with TT, so that plans we missed are found as well.
    for account in people.plans.keys() | people.tt.keys():
        view, ours = ask.subscriptions("planOf", account), _plan(people.plans.get(account))
        yield Comparison("plan", checksum(account), view, ours)
    yield from _subscriptions(snapshot, people, ask)
    for row in snapshot.rows(FundAccount, people.span.holds(FundAccount.account)):
        view = ask.fund("claimedOf", row.account)
        yield Comparison("fund_account", checksum(row.account), view, {"value": row.claimed})


def compare_fund(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """The fund's totals, and the roots in force and waiting."""
    fund = snapshot.first(Fund) or Fund()
    yield Comparison("fund", "all", ask.fund("deposits"), {"value": fund.deposits})
    yield Comparison("fund", "all", ask.fund("claimed"), {"value": fund.claimed})
    rows = snapshot.rows(FundRoot, col(FundRoot.vetoed_at).is_(None))
    roots = {row.period: row for row in rows}
    last = roots.get(fund.period)
    waits = last is not None and snapshot.now < last.effective_at
    current = roots.get(fund.period - 1) if waits else last
    yield Comparison("fund_root", "current", ask.fund("currentRoot"), _root(current))
    pending = _root(last if waits else None)
    yield Comparison("fund_root", "pending", ask.fund("pendingRoot"), pending)


def compare_paid(snapshot: Snapshot, ask: Views) -> Comparison:
    """What the fund paid to each is what it paid to all, so no account is missing."""
    paid = sum(row.claimed for row in snapshot.stream(FundAccount))
    return Comparison("fund_account", "all", ask.fund("claimed"), {"value": paid})


def _plan(row: Plan | None) -> dict[str, int]:
    return {
        "plan_id": row.plan_id if row else 0,
        "fee": row.fee if row else 0,
        "period": row.period if row else 0,
        "minimum_holding": row.minimum_holding if row else 0,
    }


def _subscriptions(snapshot: Snapshot, people: People, ask: Views) -> Iterator[Comparison]:
    found = snapshot.rows(Subscription, people.span.holds(Subscription.account))
    rows = {(row.subject, row.account): row for row in found}
    held = _held(snapshot, people)
    for creator, account in {(_creator_of(snapshot, each), account) for each, account in rows}:
        subject = snapshot.trading_token(creator) or creator
        before = rows.get((creator, account)) if subject != creator else None
        ends_at, holding = standing(rows.get((subject, account)), before, now=snapshot.now)
        key = f"{checksum(creator)} {checksum(account)}"
        yield Comparison(
            "subscription",
            key,
            ask.subscriptions("subscriptionOf", creator, account),
            {"ends_at": ends_at, "minimum_holding": holding},
        )
        enough = held.get((subject, account), 0) >= holding
        yield Comparison(
            "subscription",
            key,
            ask.subscriptions("isSubscribed", creator, account),
            {"value": snapshot.now < ends_at and enough},
        )


def _held(snapshot: Snapshot, people: People) -> dict[tuple[bytes, bytes], int]:
    """Token wei in accounts' hands or waiting for them, by token and account."""
    held = {(row.token, row.account): row.balance for row in people.holders}
    for row in people.allocations:
        key = row.token, row.account
        held[key] = held.get(key, 0) + snapshot.unclaimed(row)
    return held


def _creator_of(snapshot: Snapshot, subject: bytes) -> bytes:
    creator = snapshot.creator(subject)
    return subject if creator is None else creator.creator


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
