"""The dividends book of a token: what comes in, what is released, what is taken out."""

from __future__ import annotations

from toktok.chain.events import Collected, FansFunded, RevenueBooked
from toktok.indexer.handlers.days import keep_revenue
from toktok.indexer.handlers.payouts import earn
from toktok.indexer.mirror import Mirror
from toktok.market.dividends import allocation_total, settle
from toktok.store.tables import Allocation, Collection, Creator, FanGift, Holder


def on_revenue_booked(state: Mirror, event: RevenueBooked) -> None:
    """The books after a change: what was due is released, then the revenue is added.

    What is released follows from time and supply alone, so the accumulator must be the one we
    compute; the rest is revenue, which another event of the transaction has to explain.
    """
    creator = state.creator(event.address)
    due = state.released(creator)
    state.same("accumulator", ours=due.accumulator, theirs=event.accumulator)
    to_fans = event.pending - due.pending
    to_creator = event.creator_owed - due.creator_owed
    state.expect.add("fans' revenue", creator.token, to_fans)
    state.expect.add("creator's revenue", creator.token, to_creator)
    unheld = due.creator_owed - creator.creator_owed
    if unheld:
        keep_revenue(state, creator.token, "unheld", amount=unheld, to_creator=unheld)
    creator.accumulator = event.accumulator
    creator.pending = event.pending
    creator.creator_owed = event.creator_owed
    creator.touched_at = state.timestamp
    creator.fan_revenue += to_fans


def on_fans_funded(state: Mirror, event: FansFunded) -> None:
    """Revenue from elsewhere entered the pool."""
    state.expect.add("fans' revenue", event.token, -event.amount)
    state.tt_came_in(state.market, event.amount)
    if event.payer == state.ledger:
        state.expect.add("fans' part of an income", event.token, -event.amount)
        state.tt_went_out(state.ledger, event.amount)
    else:
        keep_revenue(state, event.token, "fan_gift", amount=event.amount, to_fans=event.amount)
        state.rows.append(
            FanGift,
            **state.place(event),
            token=event.token,
            payer=event.payer,
            amount=event.amount,
        )


def on_collected(state: Mirror, event: Collected) -> None:
    """What an account was owed for a token left the market."""
    creator = state.creator(event.token)
    state.same("accumulator", ours=state.accumulator(creator), theirs=event.accumulator)
    _collect_balance(state, event)
    _collect_allocation(state, creator, event)
    if event.protocol_fees:
        state.same("protocol's fees", ours=creator.protocol_owed, theirs=event.protocol_fees)
        creator.protocol_owed = 0
        creator.protocol_collected += event.protocol_fees
    if event.creator_fees:
        state.same("creator's fees", ours=creator.creator_owed, theirs=event.creator_fees)
        creator.creator_owed = 0
        creator.creator_collected += event.creator_fees
    dividends = event.dividends + event.allocation_dividends
    earn(state, event.account, "dividends", event.token, dividends)
    earn(state, event.account, "trade_fees", event.token, event.creator_fees)
    earn(state, event.account, "protocol", event.token, event.protocol_fees)
    collected = dividends + event.creator_fees + event.protocol_fees
    state.expect.add("collected", event.account, collected)
    if collected:
        state.rows.append(
            Collection,
            **state.place(event),
            account=event.account,
            token=event.token,
            dividends=dividends,
            trade_fees=event.creator_fees,
            protocol=event.protocol_fees,
        )


def settle_allocation(creator: Creator, allocation: Allocation, *, accumulator: int) -> None:
    """Put aside what the unclaimed part earned; the market leaves the checkpoint if that is nothing."""
    total = allocation_total(allocation.contributed, raised=creator.raised)
    earned = settle(
        total - allocation.claimed - allocation.returned,
        checkpoint=allocation.checkpoint,
        accumulator=accumulator,
    )
    if earned:
        allocation.settled += earned
        allocation.checkpoint = accumulator


def _collect_balance(state: Mirror, event: Collected) -> None:
    if not event.dividends and not event.allocation_dividends:
        return
    holder = state.rows.edit_or_new(Holder, event.token, event.account)
    holder.collected += event.dividends + event.allocation_dividends
    holder.updated_block = state.block_number
    if not event.dividends:
        return
    earned = settle(holder.balance, checkpoint=holder.checkpoint, accumulator=event.accumulator)
    state.same("dividends", ours=holder.settled + earned, theirs=event.dividends)
    holder.settled = 0
    holder.checkpoint = event.accumulator


def _collect_allocation(state: Mirror, creator: Creator, event: Collected) -> None:
    if not event.allocation_dividends:
        return
    allocation = state.rows.edit(Allocation, event.token, event.account)
    settle_allocation(creator, allocation, accumulator=event.accumulator)
    state.same("allocation's dividends", ours=allocation.settled, theirs=event.allocation_dividends)
    allocation.settled = 0
