"""Events of creator tokens."""

from __future__ import annotations

from toktok.chain.events.base import Event


class Transfer(Event, frozen=True, gc=False):
    """Creator tokens moved; from nobody: minted, to nobody: burned."""

    sender: bytes
    to: bytes
    value: int


class RevenueBooked(Event, frozen=True, gc=False):
    """A token's books after its supply or revenue changed."""

    accumulator: int
    pending: int
    creator_owed: int


class Swept(Event, frozen=True, gc=False):
    """Royalties that foreign exchanges had sent to a token went to the ledger."""

    caller: bytes
    amount: int
