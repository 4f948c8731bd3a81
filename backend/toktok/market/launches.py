"""Launches: where one stands, and what was put into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import bindparam
from sqlmodel import Session

from toktok.market.paging import LatestFirst, Listing
from toktok.market.rows import ContributionRow, Status
from toktok.market.values import Page
from toktok.store.rows import columns
from toktok.store.tables import Contribution, Creator
from toktok.store.tables import Status as Stage


class Launch(Protocol):
    """What the standing of a launch depends on."""

    @property
    def status(self) -> int:
        """Open, trading or failed, as the last event told."""

    @property
    def closes_at(self) -> int:
        """Timestamp at which the window ends."""

    @property
    def raised(self) -> int:
        """TT wei put in."""

    @property
    def maximum_raise(self) -> int:
        """TT wei at which it closes early; 0: none."""


@dataclass(frozen=True, slots=True)
class LaunchFacts:
    """A launch's standing at some block."""

    status: int
    closes_at: int
    raised: int
    maximum_raise: int


def launch_status(launch: Launch, *, now: int) -> Status:
    """Where a launch stands at timestamp `now`.

    Closed: its window is over or its maximum reached, and nobody has finalized it yet.
    """
    if launch.status == Stage.TRADING:
        return "trading"
    if launch.status == Stage.FAILED:
        return "failed"
    full = launch.maximum_raise != 0 and launch.raised >= launch.maximum_raise
    return "closed" if full or now >= launch.closes_at else "open"


_CONTRIBUTIONS = LatestFirst(Contribution, columns(Contribution).token == bindparam("token"))


def list_contributions(
    session: Session, creator: Creator, *, limit: int = 50, cursor: str | None = None
) -> Page[ContributionRow]:
    """What was put into a creator's launch, the last first. Raises ForeignCursor."""
    listing = Listing(("contributions", creator.token))
    after = None if cursor is None else listing.key(cursor)
    found = _CONTRIBUTIONS.read(session, after=after, limit=limit + 1, token=creator.token)
    rows = tuple(
        ContributionRow(
            id=(each.block_number, each.log_index),
            tx_hash=each.tx_hash,
            block=each.block_number,
            timestamp=each.timestamp,
            account=each.account,
            is_creator=each.account == creator.creator,
            amount=each.amount,
            contributed=each.contributed,
            raised=each.raised,
        )
        for each in found[:limit]
    )
    return Page(rows, listing.cursor(rows[-1].id) if len(found) > limit else None)
