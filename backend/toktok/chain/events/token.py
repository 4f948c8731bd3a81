"""Events of creator tokens."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.events.base import Event


@dataclass(frozen=True, slots=True)
class Transfer(Event):
    """Creator tokens moved; from nobody: minted, to nobody: burned."""

    sender: bytes
    to: bytes
    value: int


@dataclass(frozen=True, slots=True)
class RevenueBooked(Event):
    """A token's books after its supply or revenue changed."""

    accumulator: int
    pending: int
    creator_owed: int


@dataclass(frozen=True, slots=True)
class Swept(Event):
    """Royalties that foreign exchanges had sent to a token went to the ledger."""

    caller: bytes
    amount: int
