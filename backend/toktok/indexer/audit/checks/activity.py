"""What is shown as activity against the rows that say the same in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import col

from toktok.indexer.audit.checks.matching import checks, keyed, mapped
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import (
    Activity,
    Auction,
    Bid,
    Claim,
    Contribution,
    Creator,
    FundClaim,
    FundDeposit,
    Income,
    Moment,
    MomentSale,
    Sound,
    Source,
    SubscriptionPayment,
    Trade,
    TtFlow,
)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where activity of a kind is told in full: the columns of its account and amount."""

    kind: str
    model: Any
    account: Any
    amount: Any
    told: str
    where: tuple[Any, ...] = ()
    place: tuple[Any, ...] = ()


def check_activity(snapshot: Snapshot, *, market: bytes) -> Iterator[CrossCheck]:
    """Every row at its place in the chain, with its account and its amount."""
    for each in (*_happened(market), *_began()):
        yield from checks(
            "activity",
            (f"{each.kind} account", f"{each.kind} {each.told}"),
            mapped(
                keyed(
                    snapshot,
                    (Activity.block_number, Activity.log_index),
                    (Activity.account, Activity.data),
                    col(Activity.kind) == each.kind,
                ),
                lambda account, data, told=each.told: (account, int(data[told])),
            ),
            keyed(
                snapshot,
                each.place or (each.model.block_number, each.model.log_index),
                (each.account, each.amount),
                *each.where,
            ),
            source=f"the row of {each.model.__tablename__}",
            empty=None,
        )


def _happened(market: bytes) -> Iterator[_Source]:
    yield _Source("trade", Trade, Trade.trader, Trade.tt_amount, "tt_amount")
    yield _Source("contribution", Contribution, Contribution.account, Contribution.amount, "amount")
    yield _Source("claim", Claim, Claim.account, Claim.amount, "amount")
    minted = (col(MomentSale.kind) == "mint",)
    yield _Source("mint", MomentSale, MomentSale.buyer, MomentSale.amount, "amount", minted)
    ordered = (col(MomentSale.kind).in_(("listing", "offer", "moment_offer")),)
    yield _Source("sale", MomentSale, MomentSale.buyer, MomentSale.amount, "price", ordered)
    yield _Source("bid", Bid, Bid.bidder, Bid.amount, "amount")
    yield _Source(
        "subscription",
        SubscriptionPayment,
        SubscriptionPayment.account,
        SubscriptionPayment.cost,
        "cost",
    )
    yield _Source("fund_deposit", FundDeposit, FundDeposit.payer, FundDeposit.amount, "amount")
    yield _Source("fund_claim", FundClaim, FundClaim.account, FundClaim.amount, "amount")
    # What the market turns into TT for a buyer is told by the trade.
    people = col(TtFlow.account) != market
    came, went = col(TtFlow.is_deposit).is_(True), col(TtFlow.is_deposit).is_(False)
    yield _Source("deposit", TtFlow, TtFlow.account, TtFlow.tt, "tt", (people, came))
    yield _Source("withdrawal", TtFlow, TtFlow.account, TtFlow.tt, "tt", (people, went))
    for source in (Source.TIP, Source.ROYALTY):
        where = (col(Income.source) == source,)
        yield _Source(source.name.lower(), Income, Income.payer, Income.amount, "amount", where)


def _began() -> Iterator[_Source]:
    """What has a row of its own since then."""
    launched = (Creator.launched_block, Creator.launched_log)
    yield _Source("launch", Creator, Creator.founder, Creator.bond, "bond", place=launched)
    registered = (Sound.registered_block, Sound.registered_log)
    yield _Source("sound", Sound, Sound.artist, Sound.share_bps, "share_bps", place=registered)
    created = (Moment.created_block, Moment.created_log)
    yield _Source("moment", Moment, Moment.creator, Moment.price, "price", place=created)
    begun = (Auction.created_block, Auction.created_log)
    yield _Source(
        "auction", Auction, Auction.seller, Auction.reserve_price, "reserve_price", place=begun
    )
