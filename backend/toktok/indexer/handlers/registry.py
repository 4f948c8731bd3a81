"""Which handler reads which event, and which rows it is going to need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlmodel import SQLModel

from toktok.chain import events
from toktok.chain.addresses import ZERO
from toktok.chain.events import Event
from toktok.indexer.handlers import books, creators, launches, payouts, protocol, tokens, trades
from toktok.indexer.handlers.candles import INTERVALS
from toktok.indexer.mirror import Mirror
from toktok.indexer.rows import Key
from toktok.store.tables import Allocation, Candle, Creator, Holder, LedgerAccount, Referral

_HANDLERS: dict[type[Event], Callable[[Mirror, Any], None]] = {
    events.Deposited: protocol.on_deposited,
    events.Withdrawn: protocol.on_withdrawn,
    events.ProtocolPayoutSet: protocol.on_payout_set,
    events.LaunchBondSet: protocol.on_launch_bond_set,
    events.Paused: protocol.on_paused,
    events.Unpaused: protocol.on_unpaused,
    events.Launched: launches.on_launched,
    events.Contributed: launches.on_contributed,
    events.Finalized: launches.on_finalized,
    events.LaunchFailed: launches.on_failed,
    events.Refunded: launches.on_refunded,
    events.AllocationClaimed: launches.on_allocation_claimed,
    events.UnvestedReturned: launches.on_unvested_returned,
    events.CreatorTransferStarted: creators.on_transfer_started,
    events.CreatorTransferred: creators.on_transferred,
    events.PayoutAddressSet: creators.on_payout_address_set,
    events.CreatorFeeLowered: creators.on_fee_lowered,
    events.SplitsSet: creators.on_splits_set,
    events.Transfer: tokens.on_transfer,
    events.RevenueBooked: books.on_revenue_booked,
    events.FansFunded: books.on_fans_funded,
    events.Collected: books.on_collected,
    events.Traded: trades.on_traded,
    events.ReferralsCollected: payouts.on_referrals_collected,
    events.Tipped: payouts.on_tipped,
    events.Credited: payouts.on_credited,
    events.Claimed: payouts.on_claimed,
}


def apply(state: Mirror, event: Event) -> None:
    """Change the rows as `event` says; a `ContinuityError` if it cannot follow from them."""
    _HANDLERS[type(event)](state, event)


def rows_read(event: Event, *, timestamp: int) -> Iterator[tuple[type[SQLModel], Key]]:
    """Rows that the frequent events are going to need, so that a batch loads them together."""
    match event:
        case events.Transfer(address=token):
            yield Creator, (token,)
            for account in (event.sender, event.to):
                if account != ZERO:
                    yield Holder, (token, account)
                    yield Allocation, (token, account)
        case events.Traded(token=token):
            for interval in INTERVALS:
                yield Candle, (token, interval, timestamp - timestamp % interval)
            if event.referrer != ZERO:
                yield Referral, (event.referrer,)
        case events.Contributed(token=token):
            yield Creator, (token,)
            yield Allocation, (token, event.account)
        case events.Credited(account=account):
            yield LedgerAccount, (account,)
        case _:
            return
