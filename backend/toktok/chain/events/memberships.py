"""Events of subscriptions and of the creator fund."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from toktok.chain.events.base import Event


@dataclass(frozen=True, slots=True)
class PlanSet(Event):
    """A creator's terms from now on."""

    creator: bytes
    plan_id: int
    fee: int
    period: int
    minimum_holding: int


@dataclass(frozen=True, slots=True)
class PlanEnded(Event):
    """Nobody can subscribe any more."""

    creator: bytes
    plan_id: int


@dataclass(frozen=True, slots=True)
class Subscribed(Event):
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


@dataclass(frozen=True, slots=True)
class FundDeposited(Event):
    """The budget grew."""

    ABI_NAME: ClassVar[str] = "Deposited"

    payer: bytes
    amount: int
    deposits: int


@dataclass(frozen=True, slots=True)
class RootPosted(Event):
    """What everybody has earned so far, to be in force after a while."""

    period: int
    root: bytes
    total: int
    effective_at: int
    uri: str


@dataclass(frozen=True, slots=True)
class RootVetoed(Event):
    """A root that waited was thrown out."""

    period: int
    guardian: bytes


@dataclass(frozen=True, slots=True)
class FundClaimed(Event):
    """An account was credited what it had earned."""

    account: bytes
    period: int
    amount: int
    cumulative: int
    claimed: int
