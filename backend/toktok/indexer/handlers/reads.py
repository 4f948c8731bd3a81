"""Which rows events are going to need, so that a batch loads them together.

What is missing here is loaded when a handler asks for it: slower, not wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import SQLModel

from toktok.chain import events
from toktok.chain.addresses import ZERO
from toktok.chain.deployments import Deployment
from toktok.chain.events import Event
from toktok.indexer.handlers.candles import INTERVALS
from toktok.indexer.handlers.moments import SERIALS
from toktok.indexer.handlers.payouts import EARNED_BY
from toktok.indexer.mirror import PROTOCOL_ROW
from toktok.indexer.rows import Key
from toktok.indexer.working_set import WorkingSet
from toktok.store import tables
from toktok.store.tables import Side, Source

Read = tuple[type[SQLModel], Key]


@dataclass(frozen=True, slots=True)
class Look:
    """Where to look: rows loaded so far, the addresses, and the block's time."""

    rows: WorkingSet
    contracts: Deployment
    timestamp: int


def rows_read(event: Event, look: Look) -> Iterator[Read]:
    """Rows that follow from the event alone."""
    reads = _READS.get(type(event))
    if reads is not None:
        yield from reads(event, look)


def rows_led_to(event: Event, look: Look) -> Iterator[Read]:
    """Rows that the rows loaded before lead to."""
    match event:
        case events.Credited():
            token = _token_of(look, event.creator)
            yield tables.Earning, (event.account, EARNED_BY[Source(event.source)], token or ZERO)
        case events.IncomeDivided(moment=0) | events.Subscribed() | events.PlanSet():
            yield from _creator_behind(look, event.creator)
        case events.IncomeDivided():
            yield from _creator_of_moment(look, event.moment)
        case events.MomentOpened():
            yield from _creator_behind(look, event.terms.creator)
        case events.MomentTokenSet() | events.Minted():
            yield from _creator_of_moment(look, event.moment)
        case events.OrderFilled():
            yield from _creator_of_moment(look, event.token_id // SERIALS)
        case events.BidPlaced() | events.AuctionSettled() | events.AuctionCanceled():
            auction = look.rows.find(tables.Auction, event.auction)
            if auction is not None:
                yield tables.Moment, (auction.moment,)
                yield tables.MomentIncome, (auction.moment,)
                yield tables.MomentToken, (auction.token_id,)
        case _:
            return


def _token_of(look: Look, account: bytes) -> bytes | None:
    row = look.rows.find(tables.CreatorAccount, account)
    return None if row is None else row.token


def _creator_behind(look: Look, account: bytes) -> Iterator[Read]:
    token = _token_of(look, account)
    if token is not None:
        yield tables.Creator, (token,)


def _creator_of_moment(look: Look, moment: int) -> Iterator[Read]:
    income = look.rows.find(tables.MomentIncome, moment)
    if income is not None:
        yield tables.CreatorAccount, (income.creator,)
        if income.token is not None:
            yield tables.Creator, (income.token,)
    row = look.rows.find(tables.Moment, moment)
    if row is not None and row.sound_id is not None:
        yield tables.Sound, (row.sound_id,)


def _tt_moved(event: events.TtMoved, _: Look) -> Iterator[Read]:
    for account in (event.sender, event.to):
        if account == ZERO:
            yield tables.Protocol, (PROTOCOL_ROW,)
        else:
            yield tables.TtBalance, (account,)


def _tt_approved(event: events.TtApproved, look: Look) -> Iterator[Read]:
    if event.spender == look.contracts.exchange:
        yield tables.ExchangeAllowance, (event.owner,)


def _transfer(event: events.Transfer, _: Look) -> Iterator[Read]:
    yield tables.Creator, (event.address,)
    for account in (event.sender, event.to):
        if account != ZERO:
            yield tables.Holder, (event.address, account)
            yield tables.Allocation, (event.address, account)


def _traded(event: events.Traded, look: Look) -> Iterator[Read]:
    for interval in INTERVALS:
        start = look.timestamp - look.timestamp % interval
        yield tables.Candle, (event.token, interval, start)
    if event.referrer != ZERO:
        yield tables.Referral, (event.referrer,)
        yield tables.Earning, (event.referrer, "referrals", event.token)


def _contributed(event: events.Contributed, _: Look) -> Iterator[Read]:
    yield tables.Creator, (event.token,)
    yield tables.Allocation, (event.token, event.account)


def _collected(event: events.Collected, _: Look) -> Iterator[Read]:
    yield tables.Creator, (event.token,)
    yield tables.Holder, (event.token, event.account)
    yield tables.Allocation, (event.token, event.account)
    for source in ("dividends", "trade_fees", "protocol"):
        yield tables.Earning, (event.account, source, event.token)


def _credited(event: events.Credited, _: Look) -> Iterator[Read]:
    yield tables.LedgerAccount, (event.account,)
    yield tables.CreatorAccount, (event.creator,)


def _claimed(event: events.Claimed, _: Look) -> Iterator[Read]:
    yield tables.LedgerAccount, (event.account,)


def _income(event: events.IncomeDivided, look: Look) -> Iterator[Read]:
    yield tables.CreatorAccount, (event.creator,)
    yield tables.IncomeTotal, (event.creator, event.source)
    if event.moment:
        yield from _moment(event, look)


def _moment(event: Any, _: Look) -> Iterator[Read]:
    yield tables.MomentIncome, (event.moment,)
    yield tables.Moment, (event.moment,)


def _booked(event: events.SaleBooked | events.ReferralBooked, _: Look) -> Iterator[Read]:
    yield tables.MomentIncome, (event.moment,)


def _opened(event: events.MomentOpened, _: Look) -> Iterator[Read]:
    for moment in (event.moment - 1, event.moment):
        yield tables.MomentIncome, (moment,)
    for list_id in (event.terms.splits, event.terms.sound_splits):
        yield tables.Split, (list_id, 0)
    yield tables.CreatorAccount, (event.terms.creator,)


def _registered(event: events.SplitsRegistered, _: Look) -> Iterator[Read]:
    for position in range(len(event.splits)):
        yield tables.Split, (event.id, position)


def _moved(event: events.MomentMoved, _: Look) -> Iterator[Read]:
    moment = event.token_id // SERIALS
    yield tables.MomentToken, (event.token_id,)
    yield tables.Moment, (moment,)
    for account in (event.sender, event.to):
        if account != ZERO:
            yield tables.MomentWallet, (moment, account)


def _of_token(event: Any, _: Look) -> Iterator[Read]:
    moment = event.token_id // SERIALS
    yield tables.MomentToken, (event.token_id,)
    yield tables.Moment, (moment,)
    yield tables.MomentIncome, (moment,)


def _approval(event: events.ApprovalForAll, look: Look) -> Iterator[Read]:
    if event.operator in (look.contracts.exchange, look.contracts.auction):
        yield tables.MomentApproval, (event.owner,)


def _auction(event: Any, _: Look) -> Iterator[Read]:
    yield tables.Auction, (event.auction,)


def _filled(event: events.OrderFilled, look: Look) -> Iterator[Read]:
    yield from _of_token(event, look)
    yield tables.ClosedGroup, (event.maker, event.group)
    buyer = event.taker if event.side == Side.LISTING else event.maker
    yield tables.ExchangeAllowance, (buyer,)


def _subscribed(event: events.Subscribed, _: Look) -> Iterator[Read]:
    yield tables.Plan, (event.creator, event.plan_id)
    yield tables.CreatorAccount, (event.creator,)
    for subject in (event.subject, event.creator):
        yield tables.Subscription, (subject, event.account)


def _fund_claimed(event: events.FundClaimed, _: Look) -> Iterator[Read]:
    yield tables.FundAccount, (event.account,)
    yield tables.CreatorAccount, (event.account,)


_READS: dict[type[Event], Callable[[Any, Look], Iterator[Read]]] = {
    events.TtMoved: _tt_moved,
    events.TtApproved: _tt_approved,
    events.Transfer: _transfer,
    events.Traded: _traded,
    events.Contributed: _contributed,
    events.Collected: _collected,
    events.Credited: _credited,
    events.Claimed: _claimed,
    events.IncomeDivided: _income,
    events.SaleBooked: _booked,
    events.ReferralBooked: _booked,
    events.MomentOpened: _opened,
    events.MomentTokenSet: _moment,
    events.SplitsRegistered: _registered,
    events.MomentCreated: _moment,
    events.Minted: _moment,
    events.MomentMoved: _moved,
    events.MomentApproved: _of_token,
    events.PerkRedeemed: _of_token,
    events.ApprovalForAll: _approval,
    events.AuctionCreated: _of_token,
    events.BidPlaced: _auction,
    events.AuctionCanceled: _auction,
    events.AuctionSettled: _auction,
    events.OrderFilled: _filled,
    events.Subscribed: _subscribed,
    events.FundClaimed: _fund_claimed,
}
