"""Plans and subscriptions."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response
from sqlmodel import Session

from toktok.api.answers import Reader
from toktok.api.parameters import AccountFilter, CursorText, Limit
from toktok.api.schemas.memberships import PlanPage, SubscriptionPage
from toktok.api.schemas.missing import UNKNOWN
from toktok.errors import InvalidInputError
from toktok.market.values import Page
from toktok.payouts.creators import account_behind
from toktok.payouts.membership_rows import PlanRow, SubscriptionRow
from toktok.payouts.plans import list_plans
from toktok.payouts.subscriptions import one_subscription, subscribers, subscriptions_of
from toktok.routing import Router

router = Router(prefix="/v1/subscriptions", tags=["subscriptions"])

CreatorName = Annotated[
    str | None,
    Query(
        max_length=64,
        description="Only of this creator: handle, token or account.",
        examples=["ada"],
    ),
]


class WhoseSubscriptions(InvalidInputError):
    """Neither a creator nor an account was named."""

    title = "Whose subscriptions"
    remedy = "Add `creator` for its subscribers, `account` for what it subscribed to, or both."


@router.get("/plans", response_model=PlanPage, responses=UNKNOWN)
def plans(
    read: Reader, creator: CreatorName = None, limit: Limit = 50, cursor: CursorText = None
) -> Response:
    """Plans that are offered now; of one creator also those that were."""

    def rows(session: Session) -> Page[PlanRow]:
        account = None if creator is None else account_behind(session, creator)
        return list_plans(session, creator=account, limit=limit, cursor=cursor)

    return read.answer(rows)


@router.get("", response_model=SubscriptionPage, responses=UNKNOWN)
def subscriptions(
    read: Reader,
    account: AccountFilter,
    creator: CreatorName = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> Response:
    """A creator's subscribers, or what an account subscribed to; ended ones too."""
    if creator is None and account is None:
        raise WhoseSubscriptions("There is neither `creator` nor `account`.")

    def rows(session: Session) -> Page[SubscriptionRow]:
        if creator is None:
            assert account is not None
            return subscriptions_of(session, account, limit=limit, cursor=cursor)
        behind = account_behind(session, creator)
        if account is not None:
            return one_subscription(session, behind, account)
        return subscribers(session, behind, limit=limit, cursor=cursor)

    return read.answer(rows)
