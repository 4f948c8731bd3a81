"""Every event we read, as a frozen value.

The class has the event's name in the ABI and its fields have the parameters' names in snake case
(`from` is `sender`), in the ABI's order; `decode` refuses to start where they differ.
"""

from __future__ import annotations

from toktok.chain.events.base import Event, LaunchTerms, Split
from toktok.chain.events.launches import (
    AllocationClaimed,
    Contributed,
    Finalized,
    Launched,
    LaunchFailed,
    Refunded,
    UnvestedReturned,
)
from toktok.chain.events.ledger import Claimed, Credited, SplitsSet, Tipped
from toktok.chain.events.market import (
    Collected,
    CreatorFeeLowered,
    CreatorTransferred,
    CreatorTransferStarted,
    FansFunded,
    LaunchBondSet,
    Paused,
    PayoutAddressSet,
    ProtocolPayoutSet,
    ReferralsCollected,
    Traded,
    Unpaused,
)
from toktok.chain.events.token import RevenueBooked, Transfer
from toktok.chain.events.tt import Deposited, Withdrawn

TT_EVENTS: tuple[type[Event], ...] = (
    Deposited,
    Withdrawn,
)
MARKET_EVENTS: tuple[type[Event], ...] = (
    Launched,
    Contributed,
    Finalized,
    LaunchFailed,
    Refunded,
    AllocationClaimed,
    UnvestedReturned,
    Traded,
    FansFunded,
    Collected,
    ReferralsCollected,
    CreatorTransferStarted,
    CreatorTransferred,
    PayoutAddressSet,
    CreatorFeeLowered,
    ProtocolPayoutSet,
    LaunchBondSet,
    Paused,
    Unpaused,
)
LEDGER_EVENTS: tuple[type[Event], ...] = (
    Tipped,
    Credited,
    Claimed,
    SplitsSet,
)
TOKEN_EVENTS: tuple[type[Event], ...] = (
    Transfer,
    RevenueBooked,
)

__all__ = [
    "LEDGER_EVENTS",
    "MARKET_EVENTS",
    "TOKEN_EVENTS",
    "TT_EVENTS",
    "AllocationClaimed",
    "Claimed",
    "Collected",
    "Contributed",
    "CreatorFeeLowered",
    "CreatorTransferStarted",
    "CreatorTransferred",
    "Credited",
    "Deposited",
    "Event",
    "FansFunded",
    "Finalized",
    "LaunchBondSet",
    "LaunchFailed",
    "LaunchTerms",
    "Launched",
    "Paused",
    "PayoutAddressSet",
    "ProtocolPayoutSet",
    "ReferralsCollected",
    "Refunded",
    "RevenueBooked",
    "Split",
    "SplitsSet",
    "Tipped",
    "Traded",
    "Transfer",
    "Unpaused",
    "UnvestedReturned",
    "Withdrawn",
]
