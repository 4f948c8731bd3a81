"""Events of the payout ledger."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.events.base import Event, IncomeTerms, Split


@dataclass(frozen=True, slots=True)
class IncomeDivided(Event):
    """An income and its four parts; of the protocol's, referrers have theirs already."""

    creator: bytes
    source: int
    moment: int
    payer: bytes
    amount: int
    to_sound: int
    to_creator_side: int
    to_fans: int
    to_protocol: int
    to_referrers: int


@dataclass(frozen=True, slots=True)
class Credited(Event):
    """An account was credited in the ledger."""

    account: bytes
    creator: bytes
    source: int
    amount: int
    balance: int


@dataclass(frozen=True, slots=True)
class Claimed(Event):
    """An account was paid all it was owed."""

    account: bytes
    to: bytes
    amount: int
    from_ledger: int


@dataclass(frozen=True, slots=True)
class SplitsRegistered(Event):
    """A list of splits is stored, under the hash of what it says."""

    id: bytes
    splits: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class SplitsSet(Event):
    """Which list divides a creator's incomes from now on."""

    creator: bytes
    id: bytes


@dataclass(frozen=True, slots=True)
class MomentOpened(Event):
    """The ledger has an account for a moment."""

    moment: int
    opener: bytes
    terms: IncomeTerms
    token: bytes


@dataclass(frozen=True, slots=True)
class MomentTokenSet(Event):
    """A moment follows a trading token from now on."""

    moment: int
    token: bytes


@dataclass(frozen=True, slots=True)
class SaleBooked(Event):
    """A sale came in and waits to be divided."""

    moment: int
    source: int
    payer: bytes
    amount: int
    sales: int
    resales: int


@dataclass(frozen=True, slots=True)
class ReferralBooked(Event):
    """A referrer was credited its part of a sale at once."""

    moment: int
    referrer: bytes
    amount: int
    referred: int
