"""The protocol's settings, and TT against ETH."""

from __future__ import annotations

from toktok.chain.addresses import checksum
from toktok.chain.events import (
    Deposited,
    LaunchBondSet,
    Paused,
    ProtocolPayoutSet,
    Unpaused,
    Withdrawn,
)
from toktok.indexer.mirror import Mirror
from toktok.store.tables import TtFlow


def on_deposited(state: Mirror, event: Deposited) -> None:
    """ETH became TT."""
    _flow(state, event, is_deposit=True, eth=event.eth_in, tt=event.tt_out)


def on_withdrawn(state: Mirror, event: Withdrawn) -> None:
    """TT became ETH."""
    _flow(state, event, is_deposit=False, eth=event.eth_out, tt=event.tt_in)


def on_payout_set(state: Mirror, event: ProtocolPayoutSet) -> None:
    """Somebody else claims the protocol's fees from now on."""
    state.protocol().protocol_payout = event.payout


def on_launch_bond_set(state: Mirror, event: LaunchBondSet) -> None:
    """Future launches hold another bond."""
    state.protocol().launch_bond = event.bond


def on_paused(state: Mirror, event: Paused) -> None:
    """New entries are stopped."""
    state.protocol().paused_until = event.until
    state.record(event, "paused", account=event.guardian, until=event.until)


def on_unpaused(state: Mirror, event: Unpaused) -> None:
    """The market sets the end of a pause to the block's time."""
    state.protocol().paused_until = state.timestamp
    state.record(event, "paused", account=event.guardian, until=None)


def _flow(
    state: Mirror, event: Deposited | Withdrawn, *, is_deposit: bool, eth: int, tt: int
) -> None:
    state.rows.append(
        TtFlow(
            block_number=event.block_number,
            log_index=event.log_index,
            tx_hash=event.tx_hash,
            timestamp=state.timestamp,
            account=event.account,
            to=event.to,
            is_deposit=is_deposit,
            eth=eth,
            tt=tt,
        )
    )
    if event.account == state.market:
        return  # A purchase with ETH: the trade says it.
    state.record(
        event,
        "deposit" if is_deposit else "withdrawal",
        account=event.account,
        to=checksum(event.to),
        eth=str(eth),
        tt=str(tt),
    )
