"""Which rows events are going to need, so that a batch loads them together.

What is missing here is loaded when a handler asks for it: slower, not wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import SQLModel

from toktok.chain import events
from toktok.chain.addresses import ZERO
from toktok.chain.events import Event
from toktok.indexer.handlers.days import revenue_read
from toktok.indexer.handlers.look import Look, Read
from toktok.indexer.handlers.moments import SERIALS
from toktok.indexer.handlers.payouts import EARNED_BY
from toktok.market.incomes import NAMES
from toktok.store import tables
from toktok.store.tables import RevenueSource, Source


def groups_read(event: Event) -> Iterator[tuple[type[SQLModel], bytes]]:
    """Groups of rows that are read whole: a table, and how their keys begin."""
    match event:
        case events.Finalized(token=token):
            yield tables.Allocation, token
        case events.Claimed(account=account):
            yield tables.Earning, account
        case events.CreatorTransferred(sender=account):
            yield tables.Plan, account
        case _:
            return


def rows_led_to(event: Event, look: Look) -> Iterator[Read]:
    """Rows that the rows loaded before lead to."""
    match event:
        case events.Credited():
            token = _token_of(look, event.creator)
            yield tables.Earning, (event.account, EARNED_BY[Source(event.source)], token or ZERO)
            if event.source == Source.FUND:
                yield from _revenue(look, event.account, "fund")
        case events.IncomeDivided():
            yield from _revenue(look, event.creator, NAMES[event.source])
            if event.moment:
                yield from _creator_of_moment(look, event.moment)
            else:
                yield from _creator_behind(look, event.creator)
        case events.Subscribed() | events.PlanSet():
            yield from _creator_behind(look, event.creator)
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
