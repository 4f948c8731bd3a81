"""Events of every contract a guardian may pause."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.events.base import Event


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """New entries are stopped for a while."""

    guardian: bytes
    until: int


@dataclass(frozen=True, slots=True)
class Unpaused(Event):
    """A pause ended early."""

    guardian: bytes
