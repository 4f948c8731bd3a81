"""Launches, from the first contribution to the last allocation."""

from __future__ import annotations

from toktok.chain.addresses import checksum
from toktok.chain.events import (
    AllocationClaimed,
    Contributed,
    Finalized,
    Launched,
    LaunchFailed,
    Refunded,
    UnvestedReturned,
)
from toktok.indexer.handlers.books import settle_allocation
from toktok.indexer.handlers.candles import move_price
from toktok.indexer.handlers.days import keep_holders
from toktok.indexer.mirror import Mirror
from toktok.market.dividends import allocation_total
from toktok.store.tables import Allocation, Contribution, Creator, CreatorAccount, Holder, Status


def on_launched(state: Mirror, event: Launched) -> None:
    """A launch opened."""
    state.require(state.rows.find(Creator, event.token) is None, "a token is launched twice.")
    _keep_launch(state, event)
    state.rows.edit_or_new(CreatorAccount, event.creator).token = event.token
    state.tt_came_in(state.market, event.bond)
    _tell_launch(state, event)


def _keep_launch(state: Mirror, event: Launched) -> None:
    terms = event.terms
    state.rows.put(
        Creator,
        token=event.token,
        creator=event.creator,
        founder=event.creator,
        handle=terms.handle,
        name=terms.name,
        symbol=terms.symbol,
        contract_uri=terms.contract_uri,
        status=Status.OPEN,
        launched_block=event.block_number,
        launched_log=event.log_index,
        launched_at=state.timestamp,
        closes_at=event.closes_at,
        minimum_raise=terms.minimum_raise,
        maximum_raise=terms.maximum_raise,
        max_per_account=terms.max_per_account,
        allocation_vesting=terms.allocation_vesting,
        creator_vesting=terms.creator_vesting,
        creator_fee_bps=terms.creator_fee_bps,
        fan_fee_bps=terms.fan_fee_bps,
        bond=event.bond,
    )


def _tell_launch(state: Mirror, event: Launched) -> None:
    terms = event.terms
    state.record(
        event,
        "launch",
        token=event.token,
        account=event.creator,
        creator=checksum(event.creator),
        handle=terms.handle,
        name=terms.name,
        symbol=terms.symbol,
        closes_at=event.closes_at,
        bond=str(event.bond),
        minimum_raise=str(terms.minimum_raise),
        maximum_raise=str(terms.maximum_raise),
    )


def on_contributed(state: Mirror, event: Contributed) -> None:
    """TT went into an open launch; at the maximum it closes at once."""
    creator = state.creator(event.token)
    allocation = state.rows.edit_or_new(Allocation, event.token, event.account)
    state.same("contribution", ours=allocation.contributed + event.amount, theirs=event.contributed)
    state.same("raised", ours=creator.raised + event.amount, theirs=event.raised)
    creator.contributors += allocation.contributed == 0
    creator.raised = event.raised
    if creator.maximum_raise and event.raised == creator.maximum_raise:
        creator.closes_at = state.timestamp
    allocation.contributed = event.contributed
    allocation.cost += event.amount
    allocation.founder |= event.account == creator.creator
    state.tt_came_in(state.market, event.amount)
    state.rows.append(
        Contribution,
        **state.place(event),
        token=event.token,
        account=event.account,
        amount=event.amount,
        contributed=event.contributed,
        raised=event.raised,
    )
    state.record(
        event,
        "contribution",
        token=event.token,
        account=event.account,
        amount=str(event.amount),
        contributed=str(event.contributed),
        raised=str(event.raised),
    )


def on_finalized(state: Mirror, event: Finalized) -> None:
    """Trading begins: the supply was minted to the pool just before."""
    creator = state.creator(event.token)
    state.same("reserve", ours=creator.raised, theirs=event.reserve)
    state.same("supply", ours=creator.supply, theirs=event.supply)
    state.expect.add("supply", event.token, -event.supply)
    state.expect.add("pool", event.token, -event.supply)
    state.tt_went_out(state.market, creator.bond)
    creator.status = Status.TRADING
    creator.finalized_at = state.timestamp
    creator.reserve = event.reserve
    creator.holders = sum(
        allocation_total(row.contributed, raised=creator.raised) > 0
        for row in state.rows.scan(Allocation, event.token)
    )
    keep_holders(state, creator, holders=0, supply=creator.supply)
    move_price(state, creator)
    state.record(
        event,
        "finalized",
        token=event.token,
        reserve=str(event.reserve),
        supply=str(event.supply),
        price=str(creator.price),
    )


def on_failed(state: Mirror, event: LaunchFailed) -> None:
    """The minimum was missed."""
    creator = state.creator(event.token)
    state.same("raised", ours=creator.raised, theirs=event.raised)
    creator.status = Status.FAILED
    state.rows.edit(CreatorAccount, creator.creator).token = None
    state.tt_went_out(state.market, creator.bond)
    state.record(
        event,
        "failed",
        token=event.token,
        raised=str(event.raised),
        minimum_raise=str(event.minimum_raise),
    )


def on_refunded(state: Mirror, event: Refunded) -> None:
    """A contribution to a failed launch went back; the row keeps what it was."""
    allocation = state.rows.edit(Allocation, event.token, event.account)
    state.require(not allocation.refunded, "a contribution is refunded twice.")
    state.same("refund", ours=allocation.contributed, theirs=event.amount)
    state.tt_went_out(state.market, event.amount)
    allocation.refunded = True
    allocation.cost = 0
    state.record(
        event, "refund", token=event.token, account=event.account, amount=str(event.amount)
    )


def on_allocation_claimed(state: Mirror, event: AllocationClaimed) -> None:
    """Vested tokens leave the pool, their cost with them; the transfer follows."""
    creator = state.creator(event.token)
    allocation = state.rows.edit(Allocation, event.token, event.account)
    state.same("claimed", ours=allocation.claimed + event.amount, theirs=event.claimed)
    with state.counting(creator, event.account):
        cost = _take(state, creator, allocation, event.amount)
        allocation.claimed = event.claimed
    holder = state.rows.edit_or_new(Holder, event.token, event.account)
    holder.cost += cost
    state.expect.add("pool", event.token, event.amount)
    state.record(
        event,
        "allocation",
        token=event.token,
        account=event.account,
        amount=str(event.amount),
        claimed=str(event.claimed),
    )


def on_unvested_returned(state: Mirror, event: UnvestedReturned) -> None:
    """Tokens of the pool were burned for the initial price, off the flat part of the curve."""
    creator = state.creator(event.token)
    allocation = state.rows.edit(Allocation, event.token, event.account)
    state.same("returned", ours=allocation.returned + event.amount, theirs=event.returned)
    state.same(
        "returned by all", ours=creator.returned + event.amount, theirs=event.returned_by_all
    )
    state.same("reserve", ours=creator.reserve - event.tt_out, theirs=event.reserve)
    state.same("supply", ours=creator.supply, theirs=event.supply)
    state.expect.add("supply", event.token, event.amount)
    state.expect.add("pool", event.token, event.amount)
    state.tt_went_out(state.market, event.tt_out)
    holders = creator.holders
    with state.counting(creator, event.account):
        cost = _take(state, creator, allocation, event.amount)
        allocation.returned = event.returned
    keep_holders(state, creator, holders=holders, supply=creator.supply)
    holder = state.rows.edit_or_new(Holder, event.token, event.account)
    holder.realised += event.tt_out - cost
    holder.sold += event.tt_out
    holder.updated_block = state.block_number
    creator.reserve = event.reserve
    creator.returned = event.returned_by_all
    move_price(state, creator, inflow=-event.tt_out)
    _record_return(state, event, creator)


def _take(state: Mirror, creator: Creator, allocation: Allocation, amount: int) -> int:
    """Settle an allocation before `amount` leaves it; returns the cost that goes along."""
    settle_allocation(creator, allocation, accumulator=state.accumulator(creator))
    left = state.allocated(creator, allocation.account)
    state.require(left >= amount, "more is taken from an allocation than there is.")
    cost = allocation.cost * amount // left if left else 0
    allocation.cost -= cost
    return cost


def _record_return(state: Mirror, event: UnvestedReturned, creator: Creator) -> None:
    state.record(
        event,
        "return",
        token=event.token,
        account=event.account,
        amount=str(event.amount),
        returned=str(event.returned),
        tt_amount=str(event.tt_out),
        reserve=str(event.reserve),
        supply=str(event.supply),
        price=str(creator.price),
    )
