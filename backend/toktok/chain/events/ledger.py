"""Events of the payout ledger."""

from __future__ import annotations

from toktok.chain.events.base import Event, IncomeTerms, Split


class IncomeDivided(Event, frozen=True, gc=False):
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


class Credited(Event, frozen=True, gc=False):
    """An account was credited in the ledger."""

    account: bytes
    creator: bytes
    source: int
    amount: int
    balance: int


class Claimed(Event, frozen=True, gc=False):
    """An account was paid all it was owed."""

    account: bytes
    to: bytes
    amount: int
    from_ledger: int


class SplitsRegistered(Event, frozen=True, gc=False):
    """A list of splits is stored, under the hash of what it says."""

    id: bytes
    splits: tuple[Split, ...]


class SplitsSet(Event, frozen=True, gc=False):
    """Which list divides a creator's incomes from now on."""

    creator: bytes
    id: bytes


class MomentOpened(Event, frozen=True, gc=False):
    """The ledger has an account for a moment."""

    moment: int
    opener: bytes
    terms: IncomeTerms
    token: bytes


class MomentTokenSet(Event, frozen=True, gc=False):
    """A moment follows a trading token from now on."""

    moment: int
    token: bytes


class SaleBooked(Event, frozen=True, gc=False):
    """A sale came in and waits to be divided."""

    moment: int
    source: int
    payer: bytes
    amount: int
    sales: int
    resales: int


class ReferralBooked(Event, frozen=True, gc=False):
    """A referrer was credited its part of a sale at once."""

    moment: int
    referrer: bytes
    amount: int
    referred: int
