"""What accounts were credited and collected, amount by amount, against the sums and the incomes it is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import col

from toktok.indexer.audit.checks.matching import Keyed, checks, keyed, mapped, totals
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.market.incomes import EARNED_BY, NAMES
from toktok.store.tables import (
    Collection,
    Credit,
    Earning,
    Income,
    IncomeTotal,
    MomentIncome,
    SaleReferral,
    Source,
)

_OF_MOMENTS = (Source.SALE, Source.RESALE)


def check_credits(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Each credit and collection is in a sum, and each income was credited whole."""
    yield from _earned(snapshot)
    yield from _incomes(snapshot)
    yield from _shared(snapshot)


def _earned(snapshot: Snapshot) -> Iterator[CrossCheck]:
    for source, name in EARNED_BY.items():
        credits = keyed(
            snapshot,
            (Credit.account, Credit.token),
            (Credit.amount,),
            col(Credit.source) == int(source),
        )
        yield from _against_earnings(snapshot, name, credits, "sum of credits")
    for name in ("dividends", "trade_fees", "protocol"):
        collected = keyed(
            snapshot, (Collection.account, Collection.token), (getattr(Collection, name),)
        )
        yield from _against_earnings(snapshot, name, collected, "sum of collections")


def _against_earnings(
    snapshot: Snapshot, name: str, rows: Keyed, source: str
) -> Iterator[CrossCheck]:
    earnings = keyed(
        snapshot, (Earning.account, Earning.token), (Earning.amount,), col(Earning.source) == name
    )
    yield from checks("earning", (name,), earnings, totals(rows), source=source)


def _incomes(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """All of an income but the fans' part, and what referrers had before, is credited."""
    of_creators = col(Credit.source).in_([int(each) for each in NAMES])
    of_moments = col(Credit.source).in_([int(each) for each in _OF_MOMENTS])
    for key, credited, condition in (
        ((Income.creator, Income.source), (Credit.creator, Credit.source), of_creators),
        ((Income.moment,), (Credit.moment,), of_moments),
    ):
        yield from checks(
            "credit",
            ("amount",),
            totals(keyed(snapshot, credited, (Credit.amount,), condition)),
            totals(_to_credit(snapshot, key)),
            source="incomes",
        )
    referred = col(Credit.source) == int(Source.REFERRAL)
    yield from checks(
        "credit",
        ("referred",),
        totals(keyed(snapshot, (Credit.moment,), (Credit.amount,), referred)),
        totals(keyed(snapshot, (SaleReferral.moment,), (SaleReferral.amount,))),
        source="sum of sale referrals",
    )


def _to_credit(snapshot: Snapshot, key: Sequence[Any]) -> Keyed:
    parts = (Income.amount, Income.to_fans, Income.to_referrers)
    known = col(key[0]).is_not(None)
    return mapped(
        keyed(snapshot, key, parts, known), lambda amount, *others: (amount - sum(others),)
    )


def _shared(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What others had of a creator's side."""
    shared = col(Credit.is_shared)
    for table, kept, key, found in (
        (
            "income_total",
            IncomeTotal.shared,
            (IncomeTotal.creator, IncomeTotal.source),
            (Credit.creator, Credit.source),
        ),
        ("moment_income", MomentIncome.shared, (MomentIncome.moment,), (Credit.moment,)),
    ):
        known = col(found[0]).is_not(None)
        yield from checks(
            table,
            ("shared",),
            keyed(snapshot, key, (kept,)),
            totals(keyed(snapshot, found, (Credit.amount,), shared, known)),
            source="sum of credits to others",
        )
