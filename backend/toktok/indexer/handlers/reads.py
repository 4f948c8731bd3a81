"""Which rows other rows lead to, so that a batch loads them together.

What is missing here is loaded when a handler asks for it: slower, not wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from toktok.chain import events
from toktok.chain.addresses import ZERO
from toktok.chain.events import Event
from toktok.indexer.handlers.days import revenue_read
from toktok.indexer.handlers.look import Look, Read
from toktok.indexer.handlers.moments import SERIALS
from toktok.market.incomes import EARNED_BY, NAMES
from toktok.store import tables
from toktok.store.tables import RevenueSource, Source


def _token_of(look: Look, account: bytes) -> bytes | None:
    row = look.rows.find(tables.CreatorAccount, account)
    return None if row is None else row.token


def _creator_behind(look: Look, account: bytes) -> Iterator[Read]:
    token = _token_of(look, account)
    if token is not None:
        yield tables.Creator, (token,)


def _revenue(look: Look, account: bytes, source: RevenueSource) -> Iterator[Read]:
    """The days of the account, and of the token it is behind: only the status says which."""
    for subject in (account, _token_of(look, account)):
        if subject is not None:
            yield from revenue_read(subject, source, look.timestamp)


def _creator_of_moment(look: Look, moment: int) -> Iterator[Read]:
    income = look.rows.find(tables.MomentIncome, moment)
    if income is not None:
        yield tables.CreatorAccount, (income.creator,)
        if income.token is not None:
            yield tables.Creator, (income.token,)
    row = look.rows.find(tables.Moment, moment)
    if row is not None and row.sound_id is not None:
        yield tables.Sound, (row.sound_id,)


def _credited(event: events.Credited, look: Look) -> Iterator[Read]:
    token = _token_of(look, event.creator)
    yield tables.Earning, (event.account, EARNED_BY[Source(event.source)], token or ZERO)
    if event.source == Source.FUND:
        yield from _revenue(look, event.account, "fund")


def _divided(event: events.IncomeDivided, look: Look) -> Iterator[Read]:
    yield from _revenue(look, event.creator, NAMES[event.source])
    if event.moment:
        yield from _creator_of_moment(look, event.moment)
    else:
        yield from _creator_behind(look, event.creator)


def _of_creator(event: events.Subscribed | events.PlanSet, look: Look) -> Iterator[Read]:
    return _creator_behind(look, event.creator)


def _opened(event: events.MomentOpened, look: Look) -> Iterator[Read]:
    return _creator_behind(look, event.terms.creator)


def _of_moment(event: events.MomentTokenSet | events.Minted, look: Look) -> Iterator[Read]:
    return _creator_of_moment(look, event.moment)


def _filled(event: events.OrderFilled, look: Look) -> Iterator[Read]:
    return _creator_of_moment(look, event.token_id // SERIALS)


def _of_auction(
    event: events.BidPlaced | events.AuctionSettled | events.AuctionCanceled, look: Look
) -> Iterator[Read]:
    auction = look.rows.find(tables.Auction, event.auction)
    if auction is not None:
        yield tables.Moment, (auction.moment,)
        yield tables.MomentIncome, (auction.moment,)
        yield tables.MomentToken, (auction.token_id,)


#: Rows that the rows loaded before lead to.
LED_TO: dict[type[Event], Callable[[Any, Look], Iterator[Read]]] = {
    events.Credited: _credited,
    events.IncomeDivided: _divided,
    events.Subscribed: _of_creator,
    events.PlanSet: _of_creator,
    events.MomentOpened: _opened,
    events.MomentTokenSet: _of_moment,
    events.Minted: _of_moment,
    events.OrderFilled: _filled,
    events.BidPlaced: _of_auction,
    events.AuctionSettled: _of_auction,
    events.AuctionCanceled: _of_auction,
}
