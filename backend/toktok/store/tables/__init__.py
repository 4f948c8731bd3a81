"""Every table.

What is not named `app_…` mirrors the chain and can be rebuilt from it. What is came from people, exists
nowhere else, and is neither rewound nor dropped.
"""

from toktok.store.tables.accounts import (
    AppBlock,
    AppDraft,
    AppNonce,
    AppProfile,
    AppSession,
    AppWatch,
)
from toktok.store.tables.activity import ENDINGS, Activity
from toktok.store.tables.auctions import Auction, AuctionStatus, Bid
from toktok.store.tables.blocks import Block, Cursor, Journal, Pause, Protocol
from toktok.store.tables.creators import Creator, CreatorAccount, PayoutAddress, Status
from toktok.store.tables.days import HolderDay, RevenueDay, RevenueSource, RevenueTotal
from toktok.store.tables.exchange import (
    ClosedGroup,
    ExchangeAllowance,
    MomentApproval,
    OrderCounter,
    OrderFill,
    Side,
)
from toktok.store.tables.fund import Fund, FundAccount, FundClaim, FundDeposit, FundRoot
from toktok.store.tables.gifts import FanGift
from toktok.store.tables.holders import Allocation, Contribution, Holder
from toktok.store.tables.inbox import InboxMark
from toktok.store.tables.incomes import (
    CreatorSplits,
    Income,
    IncomeTotal,
    MomentIncome,
    SaleBooking,
    SaleReferral,
    Source,
    Split,
)
from toktok.store.tables.moments import (
    Moment,
    MomentSale,
    MomentToken,
    MomentTransfer,
    MomentWallet,
    VoucherNonce,
)
from toktok.store.tables.orders import SignedOrder, SignedVoucher
from toktok.store.tables.payouts import (
    Claim,
    Collection,
    Credit,
    Earning,
    LedgerAccount,
    Referral,
)
from toktok.store.tables.push import AppPushSubscription
from toktok.store.tables.social import (
    AppAct,
    AppAudience,
    AppComment,
    AppFollow,
    AppHidden,
    AppLike,
    AppReport,
    AppTally,
)
from toktok.store.tables.sounds import Sound
from toktok.store.tables.subscriptions import Plan, Subscription, SubscriptionPayment
from toktok.store.tables.trades import Candle, Trade
from toktok.store.tables.tt import TtBalance, TtFlow
from toktok.store.tables.uploads import AppUpload

__all__ = [
    "ENDINGS",
    "Activity",
    "Allocation",
    "AppAct",
    "AppAudience",
    "AppBlock",
    "AppComment",
    "AppDraft",
    "AppFollow",
    "AppHidden",
    "AppLike",
    "AppNonce",
    "AppProfile",
    "AppPushSubscription",
    "AppReport",
    "AppSession",
    "AppTally",
    "AppUpload",
    "AppWatch",
    "Auction",
    "AuctionStatus",
    "Bid",
    "Block",
    "Candle",
    "Claim",
    "ClosedGroup",
    "Collection",
    "Contribution",
    "Creator",
    "CreatorAccount",
    "CreatorSplits",
    "Credit",
    "Cursor",
    "Earning",
    "ExchangeAllowance",
    "FanGift",
    "Fund",
    "FundAccount",
    "FundClaim",
    "FundDeposit",
    "FundRoot",
    "Holder",
    "HolderDay",
    "InboxMark",
    "Income",
    "IncomeTotal",
    "Journal",
    "LedgerAccount",
    "Moment",
    "MomentApproval",
    "MomentIncome",
    "MomentSale",
    "MomentToken",
    "MomentTransfer",
    "MomentWallet",
    "OrderCounter",
    "OrderFill",
    "Pause",
    "PayoutAddress",
    "Plan",
    "Protocol",
    "Referral",
    "RevenueDay",
    "RevenueSource",
    "RevenueTotal",
    "SaleBooking",
    "SaleReferral",
    "Side",
    "SignedOrder",
    "SignedVoucher",
    "Sound",
    "Source",
    "Split",
    "Status",
    "Subscription",
    "SubscriptionPayment",
    "Trade",
    "TtBalance",
    "TtFlow",
    "VoucherNonce",
]
