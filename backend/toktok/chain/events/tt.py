"""Events of TT."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.events.base import Event


@dataclass(frozen=True, slots=True)
class Deposited(Event):
    """ETH became TT."""

    account: bytes
    to: bytes
    eth_in: int
    tt_out: int


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """TT became ETH."""

    account: bytes
    to: bytes
    tt_in: int
    eth_out: int
