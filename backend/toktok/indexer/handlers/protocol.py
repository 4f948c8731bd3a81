"""The protocol's settings, and the guardian's pauses."""

from __future__ import annotations

from toktok.chain.events import Event, LaunchBondSet, Paused, ProtocolPayoutSet, Unpaused
from toktok.indexer.mirror import Mirror
from toktok.store.tables import Pause


def on_payout_set(state: Mirror, event: ProtocolPayoutSet) -> None:
    """Somebody else claims the protocol's fees from now on."""
    state.protocol().protocol_payout = event.payout


def on_launch_bond_set(state: Mirror, event: LaunchBondSet) -> None:
    """Future launches hold another bond."""
    state.protocol().launch_bond = event.bond


def on_paused(state: Mirror, event: Paused) -> None:
    """New entries of one contract are stopped."""
    name = _set_pause(state, event, event.until)
    state.record(event, "paused", account=event.guardian, contract=name, until=event.until)


def on_unpaused(state: Mirror, event: Unpaused) -> None:
    """A contract sets the end of its pause to the block's time."""
    name = _set_pause(state, event, state.timestamp)
    state.record(event, "paused", account=event.guardian, contract=name, until=None)


def _set_pause(state: Mirror, event: Event, until: int) -> str:
    name = state.contracts.name_of(event.address)
    state.rows.put(Pause, contract=name, until=until)
    return name
