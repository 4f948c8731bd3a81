"""Events of subscriptions and of the creator fund."""

from __future__ import annotations

from typing import ClassVar

from toktok.chain.events.base import Event


class PlanSet(Event, frozen=True, gc=False):
    """A creator's terms from now on."""

    creator: bytes
    plan_id: int
    fee: int
    period: int
    minimum_holding: int


class PlanEnded(Event, frozen=True, gc=False):
    """Nobody can subscribe any more."""

    creator: bytes
    plan_id: int


class Subscribed(Event, frozen=True, gc=False):
    """Periods were paid for an account."""

    creator: bytes
    account: bytes
    plan_id: int
    subject: bytes
    payer: bytes
    periods: int
    cost: int
    ends_at: int
    minimum_holding: int


class FundDeposited(Event, frozen=True, gc=False):
    """The budget grew."""

    ABI_NAME: ClassVar[str] = "Deposited"

    payer: bytes
    amount: int
    deposits: int


class RootPosted(Event, frozen=True, gc=False):
    """What everybody has earned so far, to be in force after a while."""

    period: int
    root: bytes
    total: int
    effective_at: int
    uri: str


class RootVetoed(Event, frozen=True, gc=False):
    """A root that waited was thrown out."""

    period: int
    guardian: bytes


class FundClaimed(Event, frozen=True, gc=False):
    """An account was credited what it had earned."""

    account: bytes
    period: int
    amount: int
    cumulative: int
    claimed: int
