"""Events of the market about launches."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.events.base import Event, LaunchTerms


@dataclass(frozen=True, slots=True)
class Launched(Event):
    """A launch opened."""

    token: bytes
    creator: bytes
    terms: LaunchTerms
    closes_at: int
    bond: int


@dataclass(frozen=True, slots=True)
class Contributed(Event):
    """Somebody put TT into an open launch."""

    token: bytes
    account: bytes
    amount: int
    contributed: int
    raised: int


@dataclass(frozen=True, slots=True)
class Finalized(Event):
    """A launch succeeded; trading begins."""

    token: bytes
    reserve: int
    supply: int


@dataclass(frozen=True, slots=True)
class LaunchFailed(Event):
    """A launch missed its minimum."""

    token: bytes
    raised: int
    minimum_raise: int


@dataclass(frozen=True, slots=True)
class Refunded(Event):
    """A contribution to a failed launch went back."""

    token: bytes
    account: bytes
    amount: int


@dataclass(frozen=True, slots=True)
class AllocationClaimed(Event):
    """Vested tokens are leaving the pool."""

    token: bytes
    account: bytes
    amount: int
    claimed: int


@dataclass(frozen=True, slots=True)
class UnvestedReturned(Event):
    """Tokens that had not vested were given back."""

    token: bytes
    account: bytes
    amount: int
    returned: int
    returned_by_all: int
    tt_out: int
    reserve: int
    supply: int
