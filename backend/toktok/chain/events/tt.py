"""Events of TT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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


@dataclass(frozen=True, slots=True)
class TtMoved(Event):
    """TT moved; from nobody: minted, to nobody: burned."""

    ABI_NAME: ClassVar[str] = "Transfer"

    sender: bytes
    to: bytes
    value: int


@dataclass(frozen=True, slots=True)
class TtApproved(Event):
    """How much TT a spender may take of an owner from now on."""

    ABI_NAME: ClassVar[str] = "Approval"

    owner: bytes
    spender: bytes
    value: int
