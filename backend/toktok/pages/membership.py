"""What a creator offers to subscribers, who has subscribed, and how an account stands."""

from __future__ import annotations

from fastapi import Request, Response
from sqlmodel import Session

from toktok.market.creators import creator
from toktok.market.values import Address
from toktok.pages.accounts import Account
from toktok.pages.parameters import TABLE_ROWS, Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import serving
from toktok.payouts.plans import list_plans
from toktok.payouts.subscriptions import holding_of, one_subscription, subscribers
from toktok.routing import PageRouter

router = PageRouter()

MOST_PERIODS = 12


def plan_shown(session: Session, account: Address) -> Shown:
    """The plan that `account` offers now, if it does: its last one, unless that has ended."""
    last = list_plans(session, creator=account, limit=1).items
    offered = last[0] if last and last[0].ended_at is None else None
    return {"plan": offered, "most_periods": MOST_PERIODS}


def subscribers_shown(session: Session, account: Address, cursor: str | None) -> Shown:
    """Who has subscribed to `account`."""
    return {"subscribers": subscribers(session, account, limit=TABLE_ROWS, cursor=cursor)}


@router.get("/fragments/plan/{name}")
def plan_part(request: Request, name: str) -> Response:
    """What a creator offers to subscribers."""
    with serving(request).store.read() as session:
        row = creator(session, name)
        return page(
            request, session, "parts/plan.html", {"c": row, **plan_shown(session, row.creator)}
        )


@router.get("/fragments/subscribers/{name}")
def subscribers_part(request: Request, name: str, cursor: Cursor = None) -> Response:
    """Who has subscribed to a creator."""
    with serving(request).store.read() as session:
        row = creator(session, name)
        shown = {"c": row, **subscribers_shown(session, row.creator, cursor)}
        return page(request, session, "parts/subscribers.html", shown)


@router.get("/fragments/membership/{name}/{address}")
def membership_part(request: Request, name: str, address: Account) -> Response:
    """How an account stands as a creator's subscriber."""
    with serving(request).store.read() as session:
        row = creator(session, name)
        found = one_subscription(session, row.creator, address).items
        shown = {
            "c": row,
            **plan_shown(session, row.creator),
            "membership": found[0] if found else None,
            "holding": holding_of(session, row.creator, address),
        }
        return page(request, session, "parts/membership.html", shown)
