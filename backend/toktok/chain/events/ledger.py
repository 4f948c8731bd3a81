"""Events of the payout ledger."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.events.base import Event, Split


@dataclass(frozen=True, slots=True)
class Tipped(Event):
    """A tip and how it was divided."""

    creator: bytes
    payer: bytes
    amount: int
    to_creator_side: int
    to_fans: int
    to_protocol: int


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
class SplitsSet(Event):
    """How a creator's side of tips is divided from now on."""

    creator: bytes
    splits: tuple[Split, ...]
