"""Auctions of moments."""

from __future__ import annotations

from typing import Any

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import AuctionCanceled, AuctionCreated, AuctionSettled, BidPlaced, Event
from toktok.indexer.handlers.sales import expected_parts, keep_sale
from toktok.indexer.mirror import Mirror
from toktok.store.tables import Auction, AuctionStatus, Bid, MomentToken

EXTENSION = 600
STEP_DIVISOR = 20


def on_created(state: Mirror, event: AuctionCreated) -> None:
    """A token is up for auction, and in the auction house's hands; ids are counted."""
    state.require(
        event.auction == 1 or state.rows.find(Auction, event.auction - 1) is not None,
        f"auction {event.auction} is created before the one before it.",
    )
    token = state.rows.edit(MomentToken, event.token_id)
    state.expect.cover("token moved", (event.token_id, event.address), -1)
    auction = state.rows.put(
        Auction,
        auction=event.auction,
        token_id=event.token_id,
        moment=token.moment,
        seller=event.seller,
        status=AuctionStatus.RUNNING,
        reserve_price=event.reserve_price,
        opens_at=event.opens_at,
        ends_at=event.ends_at,
        created_block=event.block_number,
        created_log=event.log_index,
        created_at=state.timestamp,
    )
    _record(
        state,
        event,
        auction,
        "auction",
        event.seller,
        reserve_price=str(event.reserve_price),
        opens_at=event.opens_at,
        ends_at=event.ends_at,
    )


def on_bid(state: Mirror, event: BidPlaced) -> None:
    """A higher bid is held; the one it beat is credited in the ledger."""
    auction = _running(state, event.auction)
    state.require(
        (auction.bidder or ZERO) == event.outbid and auction.amount == event.outbid_amount,
        f"a bid on auction {auction.auction} beats another one than the highest.",
    )
    state.require(event.amount >= minimum_bid(auction), "a bid is below the minimum.")
    late = auction.ends_at - state.timestamp < EXTENSION
    ends_at = auction.ends_at + (EXTENSION if late else 0)
    state.same("end of the auction", ours=ends_at, theirs=event.ends_at)
    auction.bidder, auction.amount = event.bidder, event.amount
    auction.ends_at = event.ends_at
    auction.bids += 1
    state.tt_came_in(event.address, event.amount)
    state.tt_went_out(event.address, event.outbid_amount)
    state.expect.cover("outbid", event.outbid, -event.outbid_amount)
    _keep_bid(state, event, auction)


def _keep_bid(state: Mirror, event: BidPlaced, auction: Auction) -> None:
    outbid = None if event.outbid == ZERO else event.outbid
    state.rows.append(
        Bid,
        **state.place(event),
        auction=event.auction,
        bidder=event.bidder,
        amount=event.amount,
        ends_at=event.ends_at,
        outbid=outbid,
        outbid_amount=event.outbid_amount,
    )
    _record(
        state,
        event,
        auction,
        "bid",
        event.bidder,
        amount=str(event.amount),
        ends_at=event.ends_at,
        outbid=outbid and checksum(outbid),
        outbid_amount=str(event.outbid_amount),
    )


def on_canceled(state: Mirror, event: AuctionCanceled) -> None:
    """The seller has its token back; nobody had bid."""
    auction = _running(state, event.auction)
    state.require(auction.bidder is None, "an auction with a bid is canceled.")
    state.expect.cover("token moved", (auction.token_id, auction.seller), -1)
    auction.status = AuctionStatus.CANCELED
    auction.closed_at = state.timestamp
    _record(state, event, auction, "auction_canceled", auction.seller)


def on_settled(state: Mirror, event: AuctionSettled) -> None:
    """Token and money of an auction are handed out."""
    auction = _running(state, event.auction)
    state.require(
        (auction.bidder or ZERO, auction.amount) == (event.winner, event.amount)
        and auction.token_id == event.token_id,
        f"auction {auction.auction} is won by another bid than the highest.",
    )
    auction.status = AuctionStatus.SETTLED
    auction.closed_at = state.timestamp
    auction.royalty, auction.fee, auction.to_seller = event.royalty, event.fee, event.to_seller
    if auction.bidder is None:
        state.expect.cover("token moved", (auction.token_id, auction.seller), -1)
    else:
        _sell(state, event, auction, auction.bidder)
    _record(
        state,
        event,
        auction,
        "auction_settled",
        auction.bidder or auction.seller,
        winner=auction.bidder and checksum(auction.bidder),
        seller=checksum(auction.seller),
        amount=str(event.amount),
        royalty=str(event.royalty),
        fee=str(event.fee),
        to_seller=str(event.to_seller),
    )


def minimum_bid(auction: Auction) -> int:
    """TT wei of the least next bid: the reserve price, then 5% more, rounded up."""
    if auction.bidder is None:
        return auction.reserve_price
    return auction.amount - -auction.amount // STEP_DIVISOR


def _sell(state: Mirror, event: AuctionSettled, auction: Auction, winner: bytes) -> None:
    parts = expected_parts(state, auction.moment, auction.seller, event.amount)
    state.require(
        (parts.royalty, parts.fee, parts.to_seller) == (event.royalty, event.fee, event.to_seller),
        f"the price of auction {auction.auction} is divided otherwise.",
    )
    state.tt_went_out(event.address, event.amount)
    keep_sale(
        state,
        event,
        parts,
        kind="auction",
        token=state.rows.edit(MomentToken, auction.token_id),
        seller=auction.seller,
        buyer=winner,
        to=winner,
        price=event.amount,
    )


def _running(state: Mirror, auction_id: int) -> Auction:
    auction = state.rows.edit(Auction, auction_id)
    state.require(
        auction.status == AuctionStatus.RUNNING, f"auction {auction_id} is over, and goes on."
    )
    return auction


def _record(
    state: Mirror, event: Event, auction: Auction, kind: str, account: bytes, **data: Any
) -> None:
    state.record(
        event,
        kind,
        token=state.token_of_moment(auction.moment),
        moment=auction.moment,
        account=account,
        auction=auction.auction,
        token_id=auction.token_id,
        **data,
    )
