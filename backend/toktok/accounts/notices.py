"""What an account is told of, each kind read along an index of its own, the last first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import BindParameter, ColumnElement, bindparam, tuple_
from sqlmodel import Session, col, select

from toktok.market.endings import endings_of
from toktok.market.head import Head
from toktok.market.values import Address
from toktok.moments.order_states import orders, reason_of
from toktok.moments.venue import Venue
from toktok.store.tables import (
    Activity,
    Allocation,
    Auction,
    Bid,
    CreatorAccount,
    Moment,
    MomentIncome,
    MomentSale,
    MomentToken,
    MomentWallet,
    Side,
    SignedOrder,
    Subscription,
)

Kind = Literal[
    "outbid", "won", "sold", "offer", "offer_accepted", "launch_succeeded", "launch_failed",
    "subscription_ending", "perk_redeemed",
]  # fmt: skip

Place = tuple[int, int, int]
"""Timestamp, block and log index; block 0 where it did not happen on the chain, then the log tells them apart."""

WARNING = 3 * 86_400
"""So many seconds before its end one is told of a subscription."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something an account is told of. `other` is whom it is about, `amount` TT wei."""

    place: Place
    kind: Kind
    token: Address | None = None
    moment: int | None = None
    token_id: int | None = None
    other: Address | None = None
    amount: int | None = None
    ends_at: int | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whose notices: those before a place, at most so many of each kind."""

    account: Address
    head: Head
    venue: Venue
    before: Place | None
    limit: int

    def happened(self, model: Any) -> tuple[ColumnElement[bool], ...]:
        """Events of `model` before the place: blocks follow each other as their timestamps do."""
        if self.before is None:
            return ()
        timestamp, block, log = self.before
        if block == 0:
            return (model.timestamp < timestamp,)
        return (tuple_(model.block_number, model.log_index) < tuple_(block, log),)

    def last(self, statement: Any, model: Any) -> Any:
        """The last events of `model`, as many as are wanted."""
        ordered = statement.where(*self.happened(model)).order_by(
            model.block_number.desc(), model.log_index.desc()
        )
        return ordered.limit(self.limit)

    def only(self, notices: Iterable[Notice]) -> list[Notice]:
        """The wanted ones of notices that no index has in their order."""
        kept = [each for each in notices if self.before is None or each.place < self.before]
        return sorted(kept, key=lambda each: each.place, reverse=True)[: self.limit]


def _place(row: Any) -> Place:
    return row.timestamp, row.block_number, row.log_index


def outbid(session: Session, asked: Inquiry) -> list[Notice]:
    """Bids that beat one of the account's; `amount` is what is bid now."""
    statement = (
        select(Bid, Auction)
        .join(Auction, col(Auction.auction) == col(Bid.auction))
        .where(Bid.outbid == asked.account, Bid.bidder != asked.account)
    )
    return [
        Notice(
            _place(bid),
            "outbid",
            moment=auction.moment,
            token_id=auction.token_id,
            other=bid.bidder,
            amount=bid.amount,
            ends_at=auction.ends_at,
        )
        for bid, auction in session.exec(asked.last(statement, Bid))
    ]


def sold(session: Session, asked: Inquiry) -> list[Notice]:
    """Listings that were filled and auctions that were settled, of the account as the seller."""
    return _sales(session, asked, MomentSale.seller, {"listing": "sold", "auction": "sold"})


def bought(session: Session, asked: Inquiry) -> list[Notice]:
    """Auctions the account won, and offers of its that somebody took."""
    kinds: dict[str, Kind] = {
        "auction": "won",
        "offer": "offer_accepted",
        "moment_offer": "offer_accepted",
    }
    return _sales(session, asked, MomentSale.buyer, kinds)


def _sales(session: Session, asked: Inquiry, side: Any, kinds: dict[str, Kind]) -> list[Notice]:
    statement = select(MomentSale).where(
        side == asked.account, col(MomentSale.kind).in_(list(kinds))
    )
    return [
        Notice(
            _place(sale),
            kinds[sale.kind],
            moment=sale.moment,
            token_id=sale.token_id,
            other=sale.buyer if sale.seller == asked.account else sale.seller,
            amount=sale.price,
        )
        for sale in session.exec(asked.last(statement, MomentSale))
    ]


def offers(session: Session, asked: Inquiry) -> list[Notice]:
    """Offers that can be taken now, for what the account owns, by when they were signed."""
    owned = select(MomentToken.token_id).where(MomentToken.owner == asked.account)
    held = select(MomentWallet.moment).where(
        MomentWallet.account == asked.account, MomentWallet.held > 0
    )
    wanted = (
        (Side.OFFER, col(SignedOrder.token_id).in_(owned)),
        (Side.MOMENT_OFFER, col(SignedOrder.moment).in_(held)),
    )
    open_now = reason_of(asked.venue, asked.head) == "open"
    found = [
        order
        for side, what in wanted
        for order, _ in session.execute(
            orders(SignedOrder, venue=asked.venue, head=asked.head).where(
                what,
                col(SignedOrder.side) == int(side),
                col(SignedOrder.maker) != asked.account,
                open_now,
            )
        )
    ]
    return asked.only(
        Notice(
            (order.signed_at, 0, order.id or 0),
            "offer",
            moment=order.moment,
            token_id=order.token_id,
            other=order.maker,
            amount=order.price,
            ends_at=order.expiry,
        )
        for order in found
    )


def launches(session: Session, asked: Inquiry) -> list[Notice]:
    """Launches the account is in that succeeded, so that it may claim, or failed, so that it is refunded."""
    mine = select(Allocation.token).where(Allocation.account == asked.account)
    return asked.only(
        Notice(
            _place(each),
            "launch_failed" if each.kind == "failed" else "launch_succeeded",
            token=each.token,
        )
        for each in endings_of(session, session.exec(mine).all())
    )


def subscriptions(session: Session, asked: Inquiry) -> list[Notice]:
    """Subscriptions of the account that end within `WARNING`, or have ended since one was told."""
    told_by = asked.head.timestamp
    if asked.before is not None:
        told_by = min(told_by, asked.before[0])
    found = session.exec(
        select(Subscription)
        .where(Subscription.account == asked.account, Subscription.ends_at <= told_by + WARNING)
        .order_by(col(Subscription.ends_at).desc())
        .limit(asked.limit + 1)
    )
    return asked.only(
        Notice(
            (each.ends_at - WARNING, 0, int.from_bytes(each.creator[:6])),
            "subscription_ending",
            token=None if each.subject == each.creator else each.subject,
            other=each.creator,
            ends_at=each.ends_at,
        )
        for each in found
    )


def perks(session: Session, asked: Inquiry) -> list[Notice]:
    """Perks that somebody redeemed, of moments the account earns with: of its token, or of none yet."""
    redeemed: BindParameter[Any] = bindparam("redeemed", "redeem", literal_execute=True)
    statement = select(Activity).where(col(Activity.kind) == redeemed)
    behind = session.get(CreatorAccount, asked.account)
    found: list[Activity] = []
    if behind is not None and behind.token is not None:
        of_token = statement.where(Activity.token == behind.token)
        found += session.exec(asked.last(of_token, Activity))
    if unbound := _unbound(session, asked.account):
        found += session.exec(statement.where(col(Activity.moment).in_(unbound)))
    return asked.only(
        Notice(_place(each), "perk_redeemed", moment=each.moment, other=each.account)
        for each in found
    )


def _unbound(session: Session, account: Address) -> Sequence[int]:
    """Moments of the account that have brought perks to somebody, but follow no token."""
    return session.exec(
        select(MomentIncome.moment)
        .join(Moment, col(Moment.moment) == col(MomentIncome.moment))
        .where(
            col(MomentIncome.token).is_(None),
            MomentIncome.creator == account,
            Moment.redeemed > 0,
        )
    ).all()


SOURCES: tuple[Callable[[Session, Inquiry], list[Notice]], ...] = (
    outbid,
    sold,
    bought,
    offers,
    launches,
    subscriptions,
    perks,
)
