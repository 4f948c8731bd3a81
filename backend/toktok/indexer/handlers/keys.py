"""Which rows follow from an event alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlmodel import SQLModel

from toktok.chain import events
from toktok.chain.addresses import ZERO
from toktok.chain.events import Event
from toktok.indexer.handlers.candles import INTERVALS
from toktok.indexer.handlers.days import holders_read, revenue_read
from toktok.indexer.handlers.look import Look, Read
from toktok.indexer.handlers.moments import SERIALS
from toktok.indexer.mirror import PROTOCOL_ROW
from toktok.store import tables
from toktok.store.tables import Side


def _tt_moved(event: events.TtMoved, _: Look) -> Iterator[Read]:
    for account in (event.sender, event.to):
        if account == ZERO:
            yield tables.Protocol, (PROTOCOL_ROW,)
        else:
            yield tables.TtBalance, (account,)


def _tt_approved(event: events.TtApproved, look: Look) -> Iterator[Read]:
    if event.spender == look.contracts.exchange:
        yield tables.ExchangeAllowance, (event.owner,)


def _transfer(event: events.Transfer, look: Look) -> Iterator[Read]:
    yield tables.Creator, (event.address,)
    yield holders_read(event.address, look.timestamp)
    for account in (event.sender, event.to):
        if account != ZERO:
            yield tables.Holder, (event.address, account)
            yield tables.Allocation, (event.address, account)


def _traded(event: events.Traded, look: Look) -> Iterator[Read]:
    for interval in INTERVALS:
        start = look.timestamp - look.timestamp % interval
        yield tables.Candle, (event.token, interval, start)
    yield from revenue_read(event.token, "trade", look.timestamp)
    if event.referrer != ZERO:
        yield tables.Referral, (event.referrer,)
        yield tables.Earning, (event.referrer, "referrals", event.token)


def _revenue_booked(event: events.RevenueBooked, look: Look) -> Iterator[Read]:
    yield from revenue_read(event.address, "unheld", look.timestamp)


def _fans_funded(event: events.FansFunded, look: Look) -> Iterator[Read]:
    if event.payer != look.contracts.ledger:
        yield from revenue_read(event.token, "fan_gift", look.timestamp)


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
    yield tables.PayoutAddress, (event.creator,)
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


def _voucher(event: events.VoucherUsed | events.VoucherCanceled, _: Look) -> Iterator[Read]:
    yield tables.VoucherNonce, (event.creator, event.nonce)


def _group(event: events.GroupCanceled, _: Look) -> Iterator[Read]:
    yield tables.ClosedGroup, (event.maker, event.group)


def _plan(event: events.PlanSet, _: Look) -> Iterator[Read]:
    yield tables.CreatorAccount, (event.creator,)
    for plan_id in (event.plan_id - 1, event.plan_id):
        yield tables.Plan, (event.creator, plan_id)


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


#: Rows that an event is going to need, whatever they say.
READS: dict[type[Event], Callable[[Any, Look], Iterator[Read]]] = {
    events.TtMoved: _tt_moved,
    events.TtApproved: _tt_approved,
    events.Transfer: _transfer,
    events.Traded: _traded,
    events.RevenueBooked: _revenue_booked,
    events.FansFunded: _fans_funded,
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
    events.VoucherUsed: _voucher,
    events.VoucherCanceled: _voucher,
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
    events.GroupCanceled: _group,
    events.PlanSet: _plan,
    events.Subscribed: _subscribed,
    events.FundClaimed: _fund_claimed,
}

#: Groups of rows that are read whole: a table, and how their keys begin.
GROUPS: dict[type[Event], Callable[[Any], tuple[type[SQLModel], bytes]]] = {
    events.Finalized: lambda event: (tables.Allocation, event.token),
    events.Claimed: lambda event: (tables.Earning, event.account),
    events.CreatorTransferred: lambda event: (tables.Plan, event.sender),
}
