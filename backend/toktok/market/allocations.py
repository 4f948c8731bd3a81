"""What an account has from a launch, at a moment."""

from __future__ import annotations

from toktok.market import dividends
from toktok.market.rows import HeldAllocation
from toktok.store.tables import Allocation, Creator
from toktok.store.tables import Status as Stage


def terms_of(row: Allocation, creator: Creator) -> dividends.Allocation:
    """The allocation's figures with the vesting that applies; nothing unless the token trades."""
    total = 0
    if creator.status == Stage.TRADING:
        total = dividends.allocation_total(row.contributed, raised=creator.raised)
    return dividends.Allocation(
        total=total,
        claimed=row.claimed,
        returned=row.returned,
        vesting=creator.creator_vesting if row.founder else creator.allocation_vesting,
    )


def elapsed(creator: Creator, now: int) -> int:
    """Seconds of vesting gone by at timestamp `now`."""
    return max(0, now - creator.finalized_at) if creator.finalized_at is not None else 0


def held(row: Allocation, creator: Creator, now: int) -> HeldAllocation:
    """The allocation as others see it."""
    terms = terms_of(row, creator)
    return HeldAllocation(
        total=terms.total,
        claimed=terms.claimed,
        returned=terms.returned,
        vested=terms.vested(elapsed(creator, now)),
        vesting_ends=vesting_ends(terms, creator),
    )


def vesting_ends(terms: dividends.Allocation, creator: Creator) -> int:
    """Timestamp at which all of it has vested."""
    return (creator.finalized_at or 0) + terms.vesting


def owed_to(row: Allocation, terms: dividends.Allocation, accumulator: int) -> int:
    """TT wei of dividends the unclaimed part may collect at `accumulator`."""
    fresh = dividends.settle(terms.earning, checkpoint=row.checkpoint, accumulator=accumulator)
    return row.settled + fresh
