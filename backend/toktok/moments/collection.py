"""All an account has here beside creator tokens: moments, bids, orders, subscriptions, the fund's part."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from toktok.market.portfolio import portfolio
from toktok.market.portfolio_rows import LaunchPosition, Position, Totals
from toktok.market.values import Address, Wei
from toktok.moments.auctions import auction_rows
from toktok.moments.orders import list_orders
from toktok.moments.rows import AuctionRow, HeldToken
from toktok.moments.signed_rows import OrderRow
from toktok.moments.tokens import held_tokens
from toktok.moments.venue import Venue
from toktok.payouts.leaves import fund_account
from toktok.payouts.membership_rows import FundAccountRow, SubscriptionRow
from toktok.payouts.subscriptions import subscriptions_of
from toktok.store.tables import Auction, AuctionStatus, CreatorAccount, OrderCounter, TtBalance

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything an account holds, as of a block. Lists are the first so many of their own routes.

    `bids` are auctions that are not over in which its bid is the highest. `counter` and `moves` are what
    orders and vouchers it signs now must carry.
    """

    address: Address
    block: int
    timestamp: int
    tt: Wei
    positions: tuple[Position, ...]
    launches: tuple[LaunchPosition, ...]
    totals: Totals
    moments: tuple[HeldToken, ...]
    bids: tuple[AuctionRow, ...]
    auctions: tuple[AuctionRow, ...]
    orders: tuple[OrderRow, ...]
    subscriptions: tuple[SubscriptionRow, ...]
    fund: FundAccountRow
    counter: str
    moves: int


def collection(session: Session, account: Address, venue: Venue) -> Collection:
    """Everything `account` holds; an account that was never seen holds nothing."""
    held = portfolio(session, account)
    counter = session.get(OrderCounter, account)
    creator = session.get(CreatorAccount, account)
    balance = session.get(TtBalance, account)
    return Collection(
        address=held.address,
        block=held.block,
        timestamp=held.timestamp,
        tt=balance.balance if balance is not None else 0,
        positions=held.positions,
        launches=held.launches,
        totals=held.totals,
        moments=held_tokens(session, account, venue, limit=SHOWN).items,
        bids=_auctions(session, account, venue, as_bidder=True),
        auctions=_auctions(session, account, venue, as_bidder=False),
        orders=list_orders(session, venue, maker=account, state="open", limit=SHOWN).items,
        subscriptions=subscriptions_of(session, account, limit=SHOWN).items,
        fund=fund_account(
            session,
            account,
            chain_id=venue.chain_id,
            contract=venue.fund,
            media=venue.media,
        ),
        counter=str(counter.counter if counter is not None else 0),
        moves=creator.moves if creator is not None else 0,
    )


def _auctions(
    session: Session, account: Address, venue: Venue, *, as_bidder: bool
) -> tuple[AuctionRow, ...]:
    """Auctions nobody has closed yet: those it leads, or those it has opened."""
    who = col(Auction.bidder) if as_bidder else col(Auction.seller)
    found = session.exec(
        select(Auction)
        .where(who == account, Auction.status == AuctionStatus.RUNNING)
        .order_by(col(Auction.auction).desc())
        .limit(SHOWN)
    ).all()
    return tuple(auction_rows(session, found, venue))
