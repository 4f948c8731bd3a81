"""Which handler reads which event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from toktok.chain import events
from toktok.chain.events import Event
from toktok.indexer.handlers import (
    auctions,
    books,
    creators,
    exchange,
    fund,
    incomes,
    launches,
    moments,
    payouts,
    protocol,
    sales,
    sounds,
    subscriptions,
    tokens,
    trades,
    tt,
)
from toktok.indexer.mirror import Mirror

_HANDLERS: dict[type[Event], Callable[[Mirror, Any], None]] = {
    events.Deposited: tt.on_deposited,
    events.Withdrawn: tt.on_withdrawn,
    events.TtMoved: tt.on_moved,
    events.TtApproved: tt.on_approved,
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
    events.Transfer: tokens.on_transfer,
    events.RevenueBooked: books.on_revenue_booked,
    events.FansFunded: books.on_fans_funded,
    events.Collected: books.on_collected,
    events.Traded: trades.on_traded,
    events.ReferralsCollected: payouts.on_referrals_collected,
    events.Credited: payouts.on_credited,
    events.Claimed: payouts.on_claimed,
    events.IncomeDivided: incomes.on_income_divided,
    events.SplitsRegistered: incomes.on_splits_registered,
    events.SplitsSet: incomes.on_splits_set,
    events.MomentOpened: incomes.on_moment_opened,
    events.MomentTokenSet: incomes.on_moment_token_set,
    events.SaleBooked: incomes.on_sale_booked,
    events.ReferralBooked: incomes.on_referral_booked,
    events.Swept: incomes.on_swept,
    events.SoundRegistered: sounds.on_registered,
    events.MomentCreated: moments.on_created,
    events.VoucherUsed: moments.on_voucher_used,
    events.VoucherCanceled: moments.on_voucher_canceled,
    events.MomentMoved: moments.on_moved,
    events.MomentApproved: moments.on_approved,
    events.ApprovalForAll: moments.on_approval_for_all,
    events.PerkRedeemed: moments.on_redeemed,
    events.MetadataUpdate: moments.on_metadata_update,
    events.Minted: sales.on_minted,
    events.AuctionCreated: auctions.on_created,
    events.BidPlaced: auctions.on_bid,
    events.AuctionCanceled: auctions.on_canceled,
    events.AuctionSettled: auctions.on_settled,
    events.OrderFilled: exchange.on_filled,
    events.GroupCanceled: exchange.on_group_canceled,
    events.CounterIncremented: exchange.on_counter_incremented,
    events.PlanSet: subscriptions.on_plan_set,
    events.PlanEnded: subscriptions.on_plan_ended,
    events.Subscribed: subscriptions.on_subscribed,
    events.FundDeposited: fund.on_deposited,
    events.RootPosted: fund.on_root_posted,
    events.RootVetoed: fund.on_root_vetoed,
    events.FundClaimed: fund.on_claimed,
}


def apply(state: Mirror, event: Event) -> None:
    """Change the rows as `event` says; a `ContinuityError` if it cannot follow from them."""
    _HANDLERS[type(event)](state, event)
