"""Transfers, sales and bids against what is kept of moments, tokens, wallets and auctions."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col

from toktok.indexer.audit.checks.matching import ONE, checks, keyed, lasts, mapped, totals
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import (
    Auction,
    AuctionStatus,
    Bid,
    Moment,
    MomentSale,
    MomentToken,
    MomentTransfer,
    MomentWallet,
    OrderFill,
)


def check_moments(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Who has what, how it came there, and what was paid."""
    yield from _tokens(snapshot)
    yield from _wallets(snapshot)
    yield from _editions(snapshot)
    yield from _sales(snapshot)
    yield from _bids(snapshot)
    yield from _settlements(snapshot)
    yield from _fills(snapshot)


def _tokens(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """A token is where its last transfer took it; its version counts transfers and the perk."""
    place = (MomentTransfer.block_number, MomentTransfer.log_index)
    kept = (MomentToken.owner, MomentToken.moved_at)
    yield from checks(
        "moment_token",
        ("owner", "moved_at"),
        keyed(snapshot, (MomentToken.token_id,), kept),
        lasts(
            keyed(
                snapshot,
                (MomentTransfer.token_id,),
                (MomentTransfer.to, MomentTransfer.timestamp),
                by=place,
            )
        ),
        source="the last transfer",
        empty=None,
    )
    yield from checks(
        "moment_token",
        ("version without the perk",),
        mapped(
            keyed(
                snapshot,
                (MomentToken.token_id,),
                (MomentToken.version, MomentToken.redeemed_at),
            ),
            lambda version, redeemed_at: (version - (redeemed_at is not None),),
        ),
        totals(keyed(snapshot, (MomentTransfer.token_id,), (ONE,))),
        source="number of transfers",
    )


def _wallets(snapshot: Snapshot) -> Iterator[CrossCheck]:
    key = (MomentWallet.moment, MomentWallet.account)
    yield from checks(
        "moment_wallet",
        ("held",),
        keyed(snapshot, key, (MomentWallet.held,)),
        totals(keyed(snapshot, (MomentToken.moment, MomentToken.owner), (ONE,))),
        source="tokens it owns",
    )
    minted = col(MomentTransfer.sender).is_(None)
    yield from checks(
        "moment_wallet",
        ("minted",),
        keyed(snapshot, key, (MomentWallet.minted,)),
        totals(keyed(snapshot, (MomentTransfer.moment, MomentTransfer.to), (ONE,), minted)),
        source="transfers from nobody",
    )


def _editions(snapshot: Snapshot) -> Iterator[CrossCheck]:
    yield from checks(
        "moment",
        ("minted", "redeemed"),
        keyed(snapshot, (Moment.moment,), (Moment.minted, Moment.redeemed)),
        totals(
            mapped(
                keyed(snapshot, (MomentToken.moment,), (MomentToken.redeemed_at,)),
                lambda redeemed_at: (1, int(redeemed_at is not None)),
            )
        ),
        source="its tokens",
    )
    owners = keyed(snapshot, (MomentWallet.moment,), (ONE,), col(MomentWallet.held) > 0)
    yield from checks(
        "moment",
        ("owners",),
        keyed(snapshot, (Moment.moment,), (Moment.owners,)),
        totals(owners),
        source="wallets that hold one",
    )


def _sales(snapshot: Snapshot) -> Iterator[CrossCheck]:
    sold = (MomentSale.quantity, MomentSale.amount)
    yield from checks(
        "moment",
        ("sales", "volume"),
        keyed(snapshot, (Moment.moment,), (Moment.sales, Moment.volume)),
        totals(keyed(snapshot, (MomentSale.moment,), sold)),
        source="sum of sales",
    )
    yield from checks(
        "moment",
        ("last_price", "last_sold_at"),
        keyed(snapshot, (Moment.moment,), (Moment.last_price, Moment.last_sold_at)),
        lasts(
            keyed(
                snapshot,
                (MomentSale.moment,),
                (MomentSale.price, MomentSale.timestamp),
                by=(MomentSale.block_number, MomentSale.log_index),
            )
        ),
        source="the last sale",
        empty=None,
    )


def _bids(snapshot: Snapshot) -> Iterator[CrossCheck]:
    yield from checks(
        "auction",
        ("bids",),
        keyed(snapshot, (Auction.auction,), (Auction.bids,)),
        totals(keyed(snapshot, (Bid.auction,), (ONE,))),
        source="number of bids",
    )
    kept = (Auction.bidder, Auction.amount, Auction.ends_at)
    last = (Bid.bidder, Bid.amount, Bid.ends_at)
    yield from checks(
        "auction",
        ("bidder", "amount", "ends_at"),
        keyed(snapshot, (Auction.auction,), kept, col(Auction.bids) > 0),
        lasts(keyed(snapshot, (Bid.auction,), last, by=(Bid.block_number, Bid.log_index))),
        source="the last bid",
        empty=None,
    )


def _settlements(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What settled auctions were divided into is what their sales say."""
    parts = ("royalty", "fee", "to_seller")
    return checks(
        "auction",
        tuple(f"{name} by token" for name in parts),
        totals(
            keyed(
                snapshot,
                (Auction.token_id,),
                [getattr(Auction, name) for name in parts],
                col(Auction.status) == AuctionStatus.SETTLED,
            )
        ),
        totals(
            keyed(
                snapshot,
                (MomentSale.token_id,),
                [getattr(MomentSale, name) for name in parts],
                col(MomentSale.kind) == "auction",
            )
        ),
        source="sum of sales by auction",
    )


def _fills(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Every filled order is a sale, at the same place and for the same money."""
    names = ("token_id", "price", "royalty", "fee", "to_seller", "to")
    yield from checks(
        "order_fill",
        names,
        keyed(
            snapshot,
            (OrderFill.block_number, OrderFill.log_index),
            [getattr(OrderFill, name) for name in names],
        ),
        keyed(
            snapshot,
            (MomentSale.block_number, MomentSale.log_index),
            [getattr(MomentSale, name) for name in names],
            col(MomentSale.kind).in_(("listing", "offer", "moment_offer")),
        ),
        source="the sale",
        empty=None,
    )
