"""Plans: what creators ask for a period of their content."""

from __future__ import annotations

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from toktok.market.creators import deployment
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.payouts.creators import Behind, trading_behind
from toktok.payouts.membership_rows import PlanRow
from toktok.store.tables import Plan

_KEY = (63, 160, 31)


def list_plans(
    session: Session,
    *,
    creator: Address | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[PlanRow]:
    """Plans offered now, or all that `creator` ever offered; the last set first. Raises ForeignCursor."""
    listing = Listing(("plans", creator, deployment(session)))
    key = col(Plan.set_at), col(Plan.creator), col(Plan.plan_id)
    statement = select(Plan).limit(limit + 1)
    if creator is None:
        statement = statement.where(col(Plan.ended_at).is_(None))
        statement = statement.order_by(*(each.desc() for each in key))
    else:
        # Each is set after the one before it.
        statement = statement.where(Plan.creator == creator).order_by(col(Plan.plan_id).desc())
    if cursor is not None:
        set_at, who, plan_id = listing.key(cursor, _KEY)
        place = tuple_(set_at, who.to_bytes(20), plan_id)
        older = tuple_(*key) < place if creator is None else col(Plan.plan_id) < plan_id
        statement = statement.where(older)
    found = session.exec(statement).all()
    shown = found[:limit]
    behind = trading_behind(session, {each.creator for each in shown})
    rows = tuple(_row(each, behind.get(each.creator)) for each in shown)
    if len(found) <= limit:
        return Page(rows, None)
    last = shown[-1]
    return Page(rows, listing.cursor((last.set_at, int.from_bytes(last.creator), last.plan_id)))


def _row(plan: Plan, behind: Behind | None) -> PlanRow:
    return PlanRow(
        creator=plan.creator,
        token=behind.token if behind is not None else None,
        handle=behind.handle if behind is not None else None,
        plan_id=plan.plan_id,
        fee=plan.fee,
        period=plan.period,
        minimum_holding=plan.minimum_holding,
        set_at=plan.set_at,
        ended_at=plan.ended_at,
    )
