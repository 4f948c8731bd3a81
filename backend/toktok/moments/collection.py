"""All an account has here beside creator tokens: moments, bids, orders, subscriptions, the fund's part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

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
from toktok.store.rows import Rows, columns
from toktok.store.tables import Auction, AuctionStatus, CreatorAccount, OrderCounter, TtBalance

SHOWN = 50


def _figure(column: Any, of: Any) -> Any:
    return select(column).where(of == bindparam("account")).scalar_subquery()


def _unclosed(who: Any) -> Rows[Auction]:
    """Auctions nobody has closed yet, the last first."""
    running = _AUCTION.status == int(AuctionStatus.RUNNING)
    order = (_AUCTION.auction.desc(),)
    return Rows(Auction, who == bindparam("account"), running, order=order, limit=SHOWN)


_AUCTION, _TT = columns(Auction), columns(TtBalance)
_ORDERS, _CREATOR = columns(OrderCounter), columns(CreatorAccount)
_FIGURES = select(
    _figure(_TT.balance, _TT.account),
    _figure(_ORDERS.counter, _ORDERS.maker),
    _figure(_CREATOR.moves, _CREATOR.account),
)
_LED, _OPENED = _unclosed(_AUCTION.bidder), _unclosed(_AUCTION.seller)


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
    bids, auctions = _auctions(session, account, venue)
    tt, counter, moves = session.execute(_FIGURES, {"account": account}).one()
    return Collection(
        address=held.address,
        block=held.block,
        timestamp=held.timestamp,
        tt=tt or 0,
        positions=held.positions,
        launches=held.launches,
        totals=held.totals,
        moments=held_tokens(session, account, venue, limit=SHOWN).items,
        bids=bids,
        auctions=auctions,
        orders=list_orders(session, venue, maker=account, state="open", limit=SHOWN).items,
        subscriptions=subscriptions_of(session, account, limit=SHOWN).items,
        fund=fund_account(
            session,
            account,
            chain_id=venue.chain_id,
            contract=venue.fund,
            media=venue.media,
        ),
        counter=str(counter or 0),
        moves=moves or 0,
    )


def _auctions(
    session: Session, account: Address, venue: Venue
) -> tuple[tuple[AuctionRow, ...], tuple[AuctionRow, ...]]:
    """Auctions nobody has closed yet: those it leads, and those it has opened."""
    led = _LED.all(session, account=account)
    opened = _OPENED.all(session, account=account)
    rows = tuple(auction_rows(session, [*led, *opened], venue))
    return rows[: len(led)], rows[len(led) :]
