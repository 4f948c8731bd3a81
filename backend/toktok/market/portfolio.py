"""Portfolios: what an account holds, what leaving would bring now, and what it is owed."""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlmodel import Session

from toktok.market import dividends
from toktok.market.allocations import elapsed, owed_to, terms_of, vesting_ends
from toktok.market.books import books_at
from toktok.market.curve import LAUNCH_SUPPLY, WAD
from toktok.market.head import read_head
from toktok.market.launches import launch_status
from toktok.market.portfolio_rows import (
    AllocationPosition,
    LaunchPosition,
    Portfolio,
    Position,
    Totals,
)
from toktok.market.quotes import proceeds
from toktok.market.values import Address
from toktok.store.rows import Rows, columns
from toktok.store.tables import Allocation, Creator, Holder
from toktok.store.tables import Status as Stage

_BALANCES = Rows(Holder, columns(Holder).account == bindparam("account"))
_ALLOCATIONS = Rows(Allocation, columns(Allocation).account == bindparam("account"))
_CREATORS = Rows(
    Creator,
    columns(Creator).token.in_(bindparam("tokens", expanding=True)),
    order=(columns(Creator).token,),
)


def portfolio(session: Session, account: Address) -> Portfolio:
    """Everything `account` holds; an account that was never seen holds nothing."""
    head = read_head(session)
    held = holdings(session, account)
    positions = tuple(
        _position(creator, holder, allocation, head.timestamp)
        for creator, holder, allocation in held
        if creator.status == Stage.TRADING
    )
    launches = tuple(
        _launch(creator, allocation, head.timestamp)
        for creator, _, allocation in held
        if creator.status != Stage.TRADING and allocation is not None
    )
    shown = tuple(each for each in positions if _matters(each))
    return Portfolio(
        address=account,
        block=head.number,
        timestamp=head.timestamp,
        positions=tuple(sorted(shown, key=_worth, reverse=True)),
        launches=tuple(each for each in launches if each.contributed),
        totals=_totals(positions),
    )


Holding = tuple[Creator, Holder | None, Allocation | None]


def holdings(session: Session, account: Address) -> list[Holding]:
    """Every token in which `account` ever had a balance or an allocation, in order of address."""
    holder_of = {each.token: each for each in _BALANCES.all(session, account=account)}
    allocation_of = {each.token: each for each in _ALLOCATIONS.all(session, account=account)}
    tokens = sorted(holder_of.keys() | allocation_of.keys())
    creators = _CREATORS.all(session, tokens=tokens) if tokens else ()
    return [(each, holder_of.get(each.token), allocation_of.get(each.token)) for each in creators]


def _position(
    creator: Creator, holder: Holder | None, allocation: Allocation | None, now: int
) -> Position:
    holder = holder or Holder(token=creator.token, account=bytes(20))
    books = books_at(creator, now)
    value = proceeds(creator, holder.balance)
    vesting = (
        _allocation(creator, allocation, holder.balance, value, books.accumulator, now)
        if allocation is not None
        else None
    )
    earning = holder.balance
    gained = value - holder.cost + holder.realised
    owed = holder.settled + dividends.settle(
        holder.balance, checkpoint=holder.checkpoint, accumulator=books.accumulator
    )
    if allocation is not None and vesting is not None:
        earning += terms_of(allocation, creator).earning
        gained += vesting.unrealised + vesting.dividends_owed
    return Position(
        token=creator.token,
        handle=creator.handle,
        name=creator.name,
        symbol=creator.symbol,
        price=creator.price,
        balance=holder.balance,
        cost=holder.cost,
        average_cost=holder.cost * WAD // holder.balance if holder.balance else 0,
        bought=holder.bought,
        sold=holder.sold,
        received=holder.received,
        value=value,
        unrealised=value - holder.cost,
        realised=holder.realised,
        dividends_owed=owed,
        dividends_pending=books.pending * earning // max(books.supply, LAUNCH_SUPPLY),
        dividends_collected=holder.collected,
        total_return=gained + owed + holder.collected,
        allocation=vesting,
    )


def _allocation(
    creator: Creator, row: Allocation, balance: int, balance_value: int, accumulator: int, now: int
) -> AllocationPosition:
    terms = terms_of(row, creator)
    gone = elapsed(creator, now)
    claimable, returnable = terms.claimable(gone), terms.returnable(gone)
    sold = proceeds(creator, balance + claimable) - balance_value
    value = sold + creator.raised * returnable // LAUNCH_SUPPLY
    return AllocationPosition(
        contributed=row.contributed,
        total=terms.total,
        vested=terms.vested(gone),
        claimed=terms.claimed,
        claimable=claimable,
        returned=terms.returned,
        returnable=returnable,
        vesting_ends=vesting_ends(terms, creator),
        cost=row.cost,
        value=value,
        unrealised=value - row.cost,
        dividends_owed=owed_to(row, terms, accumulator),
    )


def _launch(creator: Creator, row: Allocation, now: int) -> LaunchPosition:
    status = launch_status(creator, now=now)
    # A refund of a closed launch that missed its minimum ends it first.
    missed = status == "closed" and creator.raised < creator.minimum_raise
    contributed = 0 if row.refunded else row.contributed
    return LaunchPosition(
        token=creator.token,
        handle=creator.handle,
        name=creator.name,
        symbol=creator.symbol,
        status=status,
        contributed=contributed,
        refundable=contributed if status == "failed" or missed else 0,
    )


def _matters(position: Position) -> bool:
    """Whether there is anything to show: something held, owed, or once gained or lost."""
    allocation = position.allocation
    open_part = allocation is not None and (
        allocation.claimable + allocation.returnable + allocation.dividends_owed > 0
    )
    return bool(
        position.balance
        or position.dividends_owed
        or position.realised
        or position.dividends_collected
        or open_part
    )


def _worth(position: Position) -> tuple[int, bytes]:
    extra = position.allocation.value if position.allocation is not None else 0
    return position.value + extra, position.token


def _totals(positions: tuple[Position, ...]) -> Totals:
    vesting = [each.allocation for each in positions if each.allocation is not None]
    cost = sum(each.cost for each in positions) + sum(each.cost for each in vesting)
    value = sum(each.value for each in positions) + sum(each.value for each in vesting)
    owed = sum(each.dividends_owed for each in positions)
    return Totals(
        cost=cost,
        value=value,
        unrealised=value - cost,
        realised=sum(each.realised for each in positions),
        dividends_owed=owed + sum(each.dividends_owed for each in vesting),
        dividends_pending=sum(each.dividends_pending for each in positions),
        dividends_collected=sum(each.dividends_collected for each in positions),
        total_return=sum(each.total_return for each in positions),
    )
