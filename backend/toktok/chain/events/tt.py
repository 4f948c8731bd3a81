"""Events of TT."""

from __future__ import annotations

from typing import ClassVar

from toktok.chain.events.base import Event


class Deposited(Event, frozen=True, gc=False):
    """ETH became TT."""

    account: bytes
    to: bytes
    eth_in: int
    tt_out: int


class Withdrawn(Event, frozen=True, gc=False):
    """TT became ETH."""

    account: bytes
    to: bytes
    tt_in: int
    eth_out: int


class TtMoved(Event, frozen=True, gc=False):
    """TT moved; from nobody: minted, to nobody: burned."""

    ABI_NAME: ClassVar[str] = "Transfer"

    sender: bytes
    to: bytes
    value: int


class TtApproved(Event, frozen=True, gc=False):
    """How much TT a spender may take of an owner from now on."""

    ABI_NAME: ClassVar[str] = "Approval"

    owner: bytes
    spender: bytes
    value: int
