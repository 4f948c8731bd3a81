"""Who is behind a token, and where its income goes."""

from __future__ import annotations

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import (
    CreatorFeeLowered,
    CreatorTransferred,
    CreatorTransferStarted,
    PayoutAddressSet,
)
from toktok.indexer.mirror import Mirror
from toktok.store.tables import CreatorAccount, PayoutAddress, Plan


def on_transfer_started(state: Mirror, event: CreatorTransferStarted) -> None:
    """A move was announced; to nobody, the one under way was called off."""
    creator = state.creator(event.token)
    state.require(creator.creator == event.sender, "a stranger announces a creator's move.")
    called_off = event.to == ZERO
    creator.pending_creator = None if called_off else event.to
    creator.pending_eta = None if called_off else event.eta
    state.record(
        event,
        "creator_transfer",
        token=event.token,
        account=event.sender,
        stage="cancelled" if called_off else "started",
        to=None if called_off else checksum(event.to),
        eta=None if called_off else event.eta,
    )


def on_transferred(state: Mirror, event: CreatorTransferred) -> None:
    """The move is complete."""
    creator = state.creator(event.token)
    state.require(
        creator.creator == event.sender and creator.pending_creator == event.to,
        "a creator's move completes that was not announced.",
    )
    creator.creator = event.to
    creator.pending_creator = creator.pending_eta = None
    left = state.rows.edit(CreatorAccount, event.sender)
    left.token = None
    left.moves += 1
    state.rows.edit_or_new(CreatorAccount, event.to).token = event.token
    for plan in state.rows.scan(Plan, event.sender):
        if plan.ended_at is None:
            # What was offered for a token ends when the token moves to another key.
            state.rows.edit(Plan, plan.creator, plan.plan_id).ended_at = state.timestamp
    state.record(
        event,
        "creator_transfer",
        token=event.token,
        account=event.sender,
        stage="completed",
        to=checksum(event.to),
        eta=None,
    )


def on_payout_address_set(state: Mirror, event: PayoutAddressSet) -> None:
    """A creator's income goes elsewhere, or back to itself."""
    state.rows.edit_or_new(PayoutAddress, event.creator).payout = event.payout


def on_fee_lowered(state: Mirror, event: CreatorFeeLowered) -> None:
    """The creator's trade fee never rises."""
    creator = state.creator(event.token)
    state.require(event.creator_fee_bps < creator.creator_fee_bps, "a creator's fee rises.")
    creator.creator_fee_bps = event.creator_fee_bps
    state.record(
        event,
        "fee_lowered",
        token=event.token,
        account=creator.creator,
        creator_fee_bps=event.creator_fee_bps,
    )
