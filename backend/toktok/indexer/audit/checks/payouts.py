"""Claims, earnings and referrals against accounts, and against the tokens they come from."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from sqlmodel import col

from toktok.indexer.audit.checks.matching import Keyed, checks, keyed, mapped, totals
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.market.incomes import EARNED_BY
from toktok.store.tables import (
    Claim,
    Creator,
    Earning,
    Holder,
    LedgerAccount,
    Referral,
    SaleReferral,
)

#: What the market pays when it is collected, as earnings name it.
_COLLECTED = ("dividends", "trade_fees", "protocol")


def check_payouts(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What everybody was credited, was paid, and collected."""
    yield from _ledger(snapshot)
    yield from _collected(snapshot)
    yield from _books(snapshot)
    yield from checks(
        "earning",
        ("sale_referrals",),
        _earned(snapshot, Earning.account, "sale_referrals"),
        totals(keyed(snapshot, (SaleReferral.referrer,), (SaleReferral.amount,))),
        source="sum of sale referrals",
    )
    yield from checks(
        "earning",
        ("referrals",),
        _earned(snapshot, Earning.account, "referrals"),
        keyed(snapshot, (Referral.account,), (Referral.earned,)),
        source="the referrer's earned",
    )


def _ledger(snapshot: Snapshot) -> Iterator[CrossCheck]:
    kept = (LedgerAccount.claimed, LedgerAccount.credited, LedgerAccount.balance)
    claimed = keyed(snapshot, (Claim.account,), (Claim.amount, Claim.from_ledger))
    yield from checks(
        "ledger_account",
        ("claimed", "credited - balance"),
        mapped(
            keyed(snapshot, (LedgerAccount.account,), kept),
            lambda claimed, credited, balance: (claimed, credited - balance),
        ),
        totals(claimed),
        source="sum of claims",
    )
    yield from checks(
        "ledger_account",
        ("credited",),
        keyed(snapshot, (LedgerAccount.account,), (LedgerAccount.credited,)),
        _earned(snapshot, Earning.account, *EARNED_BY.values()),
        source="sum of earnings in the ledger",
    )


def _collected(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What claims brought beside the ledger's balance came from the market."""
    claimed = keyed(snapshot, (Claim.account,), (Claim.amount, Claim.from_ledger))
    yield from checks(
        "earning",
        ("collected of the market",),
        totals(
            heapq.merge(
                _earned(snapshot, Earning.account, *_COLLECTED),
                keyed(snapshot, (Referral.account,), (Referral.collected,)),
            )
        ),
        totals(mapped(claimed, lambda amount, from_ledger: (amount - from_ledger,))),
        source="sum of claims",
    )


def _books(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What a token's books paid out is what accounts got of it."""
    for column, kept, source in (
        ("creator_collected", Creator.creator_collected, "trade_fees"),
        ("protocol_collected", Creator.protocol_collected, "protocol"),
    ):
        yield from checks(
            "creator",
            (column,),
            keyed(snapshot, (Creator.token,), (kept,)),
            _earned(snapshot, Earning.token, source),
            source=f"sum of earnings ({source})",
        )
    yield from checks(
        "holder",
        ("collected",),
        totals(keyed(snapshot, (Holder.token,), (Holder.collected,))),
        _earned(snapshot, Earning.token, "dividends"),
        source="sum of earnings (dividends)",
    )


def _earned(snapshot: Snapshot, by: object, *sources: str) -> Keyed:
    """All that was ever earned of some sources, by account or by token."""
    rows = keyed(snapshot, (by,), (Earning.amount,), col(Earning.source).in_(sources))
    return totals(rows)
