"""Events of every contract a guardian may pause."""

from __future__ import annotations

from toktok.chain.events.base import Event


class Paused(Event, frozen=True, gc=False):
    """New entries are stopped for a while."""

    guardian: bytes
    until: int


class Unpaused(Event, frozen=True, gc=False):
    """A pause ended early."""

    guardian: bytes
