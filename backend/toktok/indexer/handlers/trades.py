"""Buys and sells."""

from __future__ import annotations

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import Traded
from toktok.indexer.handlers.candles import move_price
from toktok.indexer.handlers.days import keep_revenue
from toktok.indexer.handlers.payouts import earn
from toktok.indexer.mirror import Mirror
from toktok.store.tables import Creator, Holder, Referral, Trade


def on_traded(state: Mirror, event: Traded) -> None:
    """A trade; the token's books and the transfer came before it in the same transaction."""
    creator = state.creator(event.token)
    fees = event.creator_fee + event.fan_fee + event.protocol_fee
    gross = event.tt_amount if event.is_buy else event.tt_amount + fees
    inflow = gross - fees if event.is_buy else -gross
    state.same("reserve", ours=creator.reserve + inflow, theirs=event.reserve)
    state.same("supply", ours=creator.supply, theirs=event.supply)
    bought = event.token_amount if event.is_buy else -event.token_amount
    state.expect.add("supply", event.token, -bought)
    state.expect.add("fans' revenue", event.token, -event.fan_fee)
    state.expect.add("creator's revenue", event.token, -event.creator_fee)

    if event.is_buy:
        state.tt_came_in(state.market, event.tt_amount)
    else:
        state.tt_went_out(state.market, event.tt_amount)

    creator.reserve = event.reserve
    creator.protocol_owed += event.protocol_fee - event.referrer_fee
    creator.trades += 1
    creator.volume += gross
    creator.last_trade_at = state.timestamp
    move_price(state, creator, volume=gross, inflow=inflow, trades=1)
    to_creator, to_fans = event.creator_fee, event.fan_fee
    keep_revenue(state, event.token, "trade", amount=fees, to_creator=to_creator, to_fans=to_fans)
    _keep_position(state, event)
    _pay_referrer(state, event)
    _keep_trade(state, event, creator, gross)


def _keep_position(state: Mirror, event: Traded) -> None:
    """A buy adds to the recipient's cost; a sell realises what it brought the seller."""
    account = event.to if event.is_buy else event.trader
    holder = state.rows.edit(Holder, event.token, account)
    if event.is_buy:
        holder.cost += event.tt_amount
        holder.bought += event.tt_amount
    else:
        # The burn has already taken the cost of what was sold off.
        holder.realised += event.tt_amount
        holder.sold += event.tt_amount


def _pay_referrer(state: Mirror, event: Traded) -> None:
    if not event.referrer_fee:
        return
    referral = state.rows.edit_or_new(Referral, event.referrer)
    referral.owed += event.referrer_fee
    referral.earned += event.referrer_fee
    earn(state, event.referrer, "referrals", event.token, event.referrer_fee)


def _keep_trade(state: Mirror, event: Traded, creator: Creator, gross: int) -> None:
    referrer = None if event.referrer == ZERO else event.referrer
    state.rows.append(
        Trade,
        **state.place(event),
        token=event.token,
        trader=event.trader,
        recipient=event.to,
        is_buy=event.is_buy,
        tt_amount=event.tt_amount,
        token_amount=event.token_amount,
        gross=gross,
        creator_fee=event.creator_fee,
        fan_fee=event.fan_fee,
        protocol_fee=event.protocol_fee,
        referrer=referrer,
        referrer_fee=event.referrer_fee,
        reserve=event.reserve,
        supply=event.supply,
        price=creator.price,
    )
    state.record(
        event,
        "trade",
        token=event.token,
        account=event.trader,
        side="buy" if event.is_buy else "sell",
        to=checksum(event.to),
        tt_amount=str(event.tt_amount),
        token_amount=str(event.token_amount),
        creator_fee=str(event.creator_fee),
        fan_fee=str(event.fan_fee),
        protocol_fee=str(event.protocol_fee),
        referrer=referrer and checksum(referrer),
        referrer_fee=str(event.referrer_fee),
        price=str(creator.price),
        reserve=str(event.reserve),
        supply=str(event.supply),
    )
