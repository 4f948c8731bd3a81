"""Events of the market about launches."""

from __future__ import annotations

from toktok.chain.events.base import Event, LaunchTerms


class Launched(Event, frozen=True, gc=False):
    """A launch opened."""

    token: bytes
    creator: bytes
    terms: LaunchTerms
    closes_at: int
    bond: int


class Contributed(Event, frozen=True, gc=False):
    """Somebody put TT into an open launch."""

    token: bytes
    account: bytes
    amount: int
    contributed: int
    raised: int


class Finalized(Event, frozen=True, gc=False):
    """A launch succeeded; trading begins."""

    token: bytes
    reserve: int
    supply: int


class LaunchFailed(Event, frozen=True, gc=False):
    """A launch missed its minimum."""

    token: bytes
    raised: int
    minimum_raise: int


class Refunded(Event, frozen=True, gc=False):
    """A contribution to a failed launch went back."""

    token: bytes
    account: bytes
    amount: int


class AllocationClaimed(Event, frozen=True, gc=False):
    """Vested tokens are leaving the pool."""

    token: bytes
    account: bytes
    amount: int
    claimed: int


class UnvestedReturned(Event, frozen=True, gc=False):
    """Tokens that had not vested were given back."""

    token: bytes
    account: bytes
    amount: int
    returned: int
    returned_by_all: int
    tt_out: int
    reserve: int
    supply: int
