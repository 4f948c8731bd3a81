"""Plans, and the periods that are paid for them."""

from __future__ import annotations

from toktok.chain.addresses import checksum
from toktok.chain.events import PlanEnded, PlanSet, Subscribed
from toktok.indexer.mirror import Mirror
from toktok.market.subscribed import standing
from toktok.store.tables import Plan, Subscription, SubscriptionPayment


def on_plan_set(state: Mirror, event: PlanSet) -> None:
    """A creator's terms from now on, in the place of those before."""
    state.require(
        state.rows.find(Plan, event.creator, event.plan_id) is None, "a plan is set twice."
    )
    if event.plan_id > 1:
        before = state.rows.edit(Plan, event.creator, event.plan_id - 1)
        if before.ended_at is None:
            before.ended_at = state.timestamp
    token = state.trading_token_of(event.creator) if event.minimum_holding else None
    state.rows.put(
        Plan,
        creator=event.creator,
        plan_id=event.plan_id,
        fee=event.fee,
        period=event.period,
        minimum_holding=event.minimum_holding,
        token=token,
        set_at=state.timestamp,
    )
    state.record(
        event,
        "plan",
        token=state.token_of(event.creator),
        account=event.creator,
        plan_id=event.plan_id,
        fee=str(event.fee),
        period=event.period,
        minimum_holding=str(event.minimum_holding),
    )


def on_plan_ended(state: Mirror, event: PlanEnded) -> None:
    """Nobody can subscribe any more."""
    plan = state.rows.edit(Plan, event.creator, event.plan_id)
    state.require(plan.ended_at is None, "a plan ends twice.")
    plan.ended_at = state.timestamp
    state.record(
        event,
        "plan",
        token=state.token_of(event.creator),
        account=event.creator,
        plan_id=None,
        fee=None,
        period=None,
        minimum_holding=None,
    )


def on_subscribed(state: Mirror, event: Subscribed) -> None:
    """Periods were paid behind what is paid already."""
    plan = state.rows.edit(Plan, event.creator, event.plan_id)
    state.require(plan.ended_at is None, "somebody subscribes to a plan that is not offered.")
    state.same("cost", ours=plan.fee * event.periods, theirs=event.cost)
    subject = state.trading_token_of(event.creator) or event.creator
    state.require(subject == event.subject, "a subscription belongs to another token.")
    since, ends_at, holding = _extended(state, event, plan)
    state.same("end of the subscription", ours=ends_at, theirs=event.ends_at)
    state.same("holding required", ours=holding, theirs=event.minimum_holding)
    _keep(state, event, since)
    state.expect.cover("subscriptions", (event.creator, event.payer), -event.cost)
    state.record(
        event,
        "subscription",
        token=state.token_of(event.creator),
        account=event.account,
        creator=checksum(event.creator),
        payer=checksum(event.payer),
        plan_id=event.plan_id,
        periods=event.periods,
        cost=str(event.cost),
        ends_at=event.ends_at,
    )


def _extended(state: Mirror, event: Subscribed, plan: Plan) -> tuple[int, int, int]:
    """Since when, until when, and with which holding the account is subscribed after this."""
    own = state.rows.find(Subscription, event.subject, event.account)
    before = None
    if event.subject != event.creator:
        before = state.rows.find(Subscription, event.creator, event.account)
    ends_at, holding = standing(own, before, now=state.timestamp)
    more = plan.period * event.periods
    if ends_at <= state.timestamp:
        return state.timestamp, state.timestamp + more, plan.minimum_holding
    running = [row.since for row in (own, before) if row and row.ends_at > state.timestamp]
    return min(running), ends_at + more, min(holding, plan.minimum_holding)


def _keep(state: Mirror, event: Subscribed, since: int) -> None:
    row = state.rows.find(Subscription, event.subject, event.account)
    state.rows.put(
        Subscription,
        subject=event.subject,
        account=event.account,
        creator=event.creator,
        plan_id=event.plan_id,
        since=since,
        ends_at=event.ends_at,
        minimum_holding=event.minimum_holding,
        periods=(row.periods if row else 0) + event.periods,
        paid=(row.paid if row else 0) + event.cost,
    )
    state.rows.append(
        SubscriptionPayment,
        **state.place(event),
        creator=event.creator,
        subject=event.subject,
        account=event.account,
        payer=event.payer,
        plan_id=event.plan_id,
        periods=event.periods,
        cost=event.cost,
        ends_at=event.ends_at,
        minimum_holding=event.minimum_holding,
    )
