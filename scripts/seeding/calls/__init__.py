"""What each act of the seed calls on the contracts: one function for each kind, of that name."""

from __future__ import annotations

from scripts.seeding.acts import Act
from scripts.seeding.calls import exchange, moments, payouts, tokens
from scripts.seeding.calls.scene import Call, Scene

_MODULES = (tokens, moments, exchange, payouts)


def call_of(scene: Scene, act: Act) -> Call:
    """The call that `act` is, of this moment."""
    module = next(each for each in _MODULES if hasattr(each, act.kind))
    call: Call = getattr(module, act.kind)(scene, act)
    return call
