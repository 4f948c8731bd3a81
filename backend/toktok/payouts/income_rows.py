"""The records of a creator's income.

Of what came `to_creator`, `own` went to the creator (or the payout address it named) and `shared` to those it
shares with by lists of splits.
"""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.incomes import IncomeSource
from toktok.market.values import Address, Hash, Wei
from toktok.payouts.rows import SplitRow


@dataclass(frozen=True, slots=True)
class SourceIncome:
    """All incomes of one source in TT wei; the four parts add up to `amount`."""

    source: IncomeSource
    count: int
    amount: Wei
    to_sound: Wei
    to_creator: Wei
    own: Wei
    shared: Wei
    to_fans: Wei
    to_protocol: Wei


@dataclass(frozen=True, slots=True)
class MomentIncomeRow:
    """What one moment brought in TT wei: divided so far, and what waits (`referred` is out of it)."""

    moment: int
    divided: Wei
    to_sound: Wei
    to_creator: Wei
    own: Wei
    shared: Wei
    to_fans: Wei
    to_protocol: Wei
    sales: Wei
    resales: Wei
    referred: Wei


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """A creator's income as of `block`: by source, of the account behind the token now, and by moment."""

    creator: Address
    token: Address
    handle: str
    block: int
    sources: tuple[SourceIncome, ...]
    moments: tuple[MomentIncomeRow, ...]


@dataclass(frozen=True, slots=True)
class CreatorSplitsRow:
    """How a creator's side is divided where an income names no list: an empty one is all to `payout`."""

    creator: Address
    payout: Address
    list_id: Hash | None
    splits: tuple[SplitRow, ...]
