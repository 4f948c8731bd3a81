"""What no view can tell, checked against other rows: history, and what is counted of it."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.indexer.audit.checks.activity import check_activity
from toktok.indexer.audit.checks.blocks import check_blocks
from toktok.indexer.audit.checks.candles import check_candles
from toktok.indexer.audit.checks.credits import check_credits
from toktok.indexer.audit.checks.incomes import check_incomes
from toktok.indexer.audit.checks.launches import check_launches
from toktok.indexer.audit.checks.memberships import check_memberships
from toktok.indexer.audit.checks.moments import check_moments
from toktok.indexer.audit.checks.payouts import check_payouts
from toktok.indexer.audit.checks.trades import check_trades
from toktok.indexer.audit.checks.transfers import check_transfers
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot


def cross_checks(snapshot: Snapshot, *, market: bytes) -> Iterator[CrossCheck]:
    """All of them; `market` is the address of the market."""
    yield from check_blocks(snapshot)
    yield from check_launches(snapshot)
    yield from check_trades(snapshot)
    yield from check_transfers(snapshot)
    yield from check_candles(snapshot)
    yield from check_payouts(snapshot)
    yield from check_credits(snapshot)
    yield from check_incomes(snapshot)
    yield from check_moments(snapshot)
    yield from check_memberships(snapshot)
    yield from check_activity(snapshot, market=market)
