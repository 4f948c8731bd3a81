"""Payments of subscriptions, the fund's money and TT against their totals."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.indexer.audit.checks.matching import checks, keyed, lasts, mapped, totals
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import (
    Fund,
    FundAccount,
    FundClaim,
    FundDeposit,
    Protocol,
    Subscription,
    SubscriptionPayment,
    TtFlow,
)


def check_memberships(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What was paid for subscriptions, into the fund and out of it, and for TT."""
    yield from _subscriptions(snapshot)
    yield from _fund(snapshot)
    yield from checks(
        "protocol",
        ("tt_supply",),
        keyed(snapshot, (), (Protocol.tt_supply,)),
        totals(
            mapped(
                keyed(snapshot, (), (TtFlow.is_deposit, TtFlow.tt)),
                lambda is_deposit, tt: (tt if is_deposit else -tt,),
            )
        ),
        source="deposits - withdrawals",
    )


def _subscriptions(snapshot: Snapshot) -> Iterator[CrossCheck]:
    key = (Subscription.subject, Subscription.account)
    paid = (SubscriptionPayment.subject, SubscriptionPayment.account)
    yield from checks(
        "subscription",
        ("periods", "paid"),
        keyed(snapshot, key, (Subscription.periods, Subscription.paid)),
        totals(keyed(snapshot, paid, (SubscriptionPayment.periods, SubscriptionPayment.cost))),
        source="sum of payments",
    )
    yield from checks(
        "subscription",
        ("ends_at", "minimum_holding"),
        keyed(snapshot, key, (Subscription.ends_at, Subscription.minimum_holding)),
        lasts(
            keyed(
                snapshot,
                paid,
                (SubscriptionPayment.ends_at, SubscriptionPayment.minimum_holding),
                by=(SubscriptionPayment.block_number, SubscriptionPayment.log_index),
            )
        ),
        source="the last payment",
        empty=None,
    )


def _fund(snapshot: Snapshot) -> Iterator[CrossCheck]:
    yield from checks(
        "fund",
        ("deposits",),
        keyed(snapshot, (), (Fund.deposits,)),
        totals(keyed(snapshot, (), (FundDeposit.amount,))),
        source="sum of deposits",
    )
    yield from checks(
        "fund",
        ("claimed",),
        keyed(snapshot, (), (Fund.claimed,)),
        totals(keyed(snapshot, (), (FundClaim.amount,))),
        source="sum of the fund's claims",
    )
    yield from checks(
        "fund_account",
        ("claimed",),
        keyed(snapshot, (FundAccount.account,), (FundAccount.claimed,)),
        totals(keyed(snapshot, (FundClaim.account,), (FundClaim.amount,))),
        source="sum of the fund's claims",
    )
