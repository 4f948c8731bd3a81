"""Auctions: one with its bids, or a list, by the chain's clock."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, bindparam
from sqlmodel import Session, col, select

from toktok.market.creators import deployment
from toktok.market.head import read_head
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.market.withheld import withheld_moments
from toktok.moments.authors import authors_of
from toktok.moments.errors import UnknownAuction
from toktok.moments.metadata import metadata_at
from toktok.moments.rows import AuctionDetail, AuctionRow, AuctionState, Author, BidRow, extend
from toktok.moments.venue import Venue
from toktok.store.rows import Rows, columns
from toktok.store.tables import Auction, AuctionStatus, Bid, Moment

BIDS_SHOWN = 100
_STEP_DIVISOR = 20
_SERIALS = 100_000
_KEY = (63,)

_MOMENTS = Rows(Moment, columns(Moment).moment.in_(bindparam("moments", expanding=True)))


def list_auctions(
    session: Session,
    venue: Venue,
    *,
    state: AuctionState | None = None,
    moment: int | None = None,
    seller: Address | None = None,
    bidder: Address | None = None,
    limit: int = 24,
    cursor: str | None = None,
) -> Page[AuctionRow]:
    """Auctions, the newest first. `bidder` has bid, be it the highest or not. Raises ForeignCursor."""
    now = read_head(session).timestamp
    listing = Listing(("auctions", state, moment, seller, bidder, deployment(session)))
    statement = select(Auction)
    if state is not None:
        statement = statement.where(_stands(state, now))
    if moment is not None:
        statement = statement.where(Auction.moment == moment)
    elif withheld := withheld_moments(session):
        statement = statement.where(col(Auction.moment).not_in(withheld))
    if seller is not None:
        statement = statement.where(Auction.seller == seller)
    if bidder is not None:
        bids = select(Bid.auction).where(Bid.bidder == bidder)
        statement = statement.where(col(Auction.auction).in_(bids))
    # They are counted as they are created.
    number = col(Auction.auction)
    if cursor is not None:
        statement = statement.where(number < listing.key(cursor, _KEY)[0])
    found = session.exec(statement.order_by(number.desc()).limit(limit + 1)).all()
    shown = found[:limit]
    rows = tuple(auction_rows(session, shown, venue))
    return Page(rows, listing.cursor((shown[-1].auction,)) if len(found) > limit else None)


def one_auction(session: Session, auction: int, venue: Venue) -> AuctionDetail:
    """An auction and its last bids. Raises UnknownAuction."""
    found = session.get(Auction, auction)
    if found is None:
        raise UnknownAuction(auction)
    bids = session.exec(
        select(Bid)
        .where(Bid.auction == auction)
        .order_by(col(Bid.block_number).desc(), col(Bid.log_index).desc())
        .limit(BIDS_SHOWN)
    )
    return extend(
        AuctionDetail,
        auction_rows(session, [found], venue)[0],
        now=read_head(session).timestamp,
        bid_list=tuple(_bid(each) for each in bids),
    )


def auctions_by_number(
    session: Session, numbers: Sequence[int], venue: Venue
) -> dict[int, AuctionRow]:
    """Those of the auctions with these numbers that there are."""
    found = session.exec(select(Auction).where(col(Auction.auction).in_(numbers))).all()
    return {each.auction: each for each in auction_rows(session, found, venue)}


def auction_state(auction: Auction, *, now: int) -> AuctionState:
    """Where an auction stands at timestamp `now`. Ended: nobody has settled it yet."""
    if auction.status == AuctionStatus.SETTLED:
        return "settled"
    if auction.status == AuctionStatus.CANCELED:
        return "canceled"
    if now < auction.opens_at:
        return "to_come"
    return "running" if now < auction.ends_at else "ended"


def minimum_bid(auction: Auction) -> int:
    """TT wei the next bid must be: the reserve price, then 5 % above the highest, rounded up."""
    if auction.bidder is None:
        return auction.reserve_price
    return auction.amount + -(-auction.amount // _STEP_DIVISOR)


def auction_rows(session: Session, auctions: Sequence[Auction], venue: Venue) -> list[AuctionRow]:
    """Auctions as others see them, in the order given."""
    if not auctions:
        return []
    now = read_head(session).timestamp
    wanted = list({each.moment for each in auctions})
    moments = _MOMENTS.all(session, moments=wanted)
    authors = authors_of(session, moments)
    named = {each.moment: metadata_at(venue.media, each.uri) for each in moments}
    names = {moment: each.name if each is not None else None for moment, each in named.items()}
    return [_row(each, now, authors[each.moment], names[each.moment]) for each in auctions]


def _row(auction: Auction, now: int, author: Author, name: str | None) -> AuctionRow:
    state = auction_state(auction, now=now)
    return AuctionRow(
        auction=auction.auction,
        token_id=auction.token_id,
        moment=auction.moment,
        serial=auction.token_id % _SERIALS,
        name=name,
        author=author,
        seller=auction.seller,
        state=state,
        reserve_price=auction.reserve_price,
        amount=auction.amount,
        bidder=auction.bidder,
        bids=auction.bids,
        minimum_bid=minimum_bid(auction) if state in ("to_come", "running") else None,
        opens_at=auction.opens_at,
        ends_at=auction.ends_at,
        opens_in=max(0, auction.opens_at - now),
        ends_in=max(0, auction.ends_at - now),
        created_at=auction.created_at,
        closed_at=auction.closed_at,
        royalty=auction.royalty,
        fee=auction.fee,
        to_seller=auction.to_seller,
    )


def _bid(bid: Bid) -> BidRow:
    return BidRow(
        id=(bid.block_number, bid.log_index),
        tx_hash=bid.tx_hash,
        block=bid.block_number,
        timestamp=bid.timestamp,
        bidder=bid.bidder,
        amount=bid.amount,
        ends_at=bid.ends_at,
        outbid=bid.outbid,
        outbid_amount=bid.outbid_amount,
    )


def _stands(state: AuctionState, now: int) -> ColumnElement[bool]:
    """`auction_state`, for a query to filter by."""
    opens_at, ends_at = col(Auction.opens_at), col(Auction.ends_at)
    clock: dict[AuctionState, tuple[ColumnElement[bool], ...]] = {
        "to_come": (opens_at > now,),
        "running": (opens_at <= now, ends_at > now),
        "ended": (opens_at <= now, ends_at <= now),
        "settled": (),
        "canceled": (),
    }
    told = {"settled": AuctionStatus.SETTLED, "canceled": AuctionStatus.CANCELED}
    status = told.get(state, AuctionStatus.RUNNING)
    return and_(col(Auction.status) == int(status), *clock[state])
