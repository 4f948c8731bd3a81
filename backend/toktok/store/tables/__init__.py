"""Every table. All of it can be rebuilt from the chain."""

from toktok.store.tables.activity import Activity, TtFlow
from toktok.store.tables.blocks import Block, Cursor, Journal, Protocol
from toktok.store.tables.creators import Creator, PayoutAddress, Status
from toktok.store.tables.holders import Allocation, Contribution, Holder
from toktok.store.tables.payouts import Claim, Earning, LedgerAccount, Referral, Split, Tip
from toktok.store.tables.trades import Candle, Trade

__all__ = [
    "Activity",
    "Allocation",
    "Block",
    "Candle",
    "Claim",
    "Contribution",
    "Creator",
    "Cursor",
    "Earning",
    "Holder",
    "Journal",
    "LedgerAccount",
    "PayoutAddress",
    "Protocol",
    "Referral",
    "Split",
    "Status",
    "Tip",
    "Trade",
    "TtFlow",
]
