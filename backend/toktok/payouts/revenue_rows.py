"""The records of a creator's revenue.

Of what came `to_creator`, `own` went to the creator (or the payout address it named) and `shared` to those it
shares with by lists of splits.
"""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.values import Address, Wei
from toktok.store.tables import RevenueSource


@dataclass(frozen=True, slots=True)
class RevenuePart:
    """TT wei of one source: all that was paid, and what creator and fans got of it."""

    source: RevenueSource
    count: int
    amount: Wei
    to_creator: Wei
    own: Wei
    shared: Wei
    to_fans: Wei


@dataclass(frozen=True, slots=True)
class RevenueDayRow:
    """A UTC day that brought something in, `day` its first second; the sums are those of the sources."""

    day: int
    to_creator: Wei
    own: Wei
    shared: Wei
    to_fans: Wei
    sources: tuple[RevenuePart, ...]


@dataclass(frozen=True, slots=True)
class RevenueRow:
    """The same of all days, as of `block`."""

    creator: Address
    token: Address
    handle: str
    block: int
    to_creator: Wei
    own: Wei
    shared: Wei
    to_fans: Wei
    sources: tuple[RevenuePart, ...]
