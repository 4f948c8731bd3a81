"""The creator fund."""

from __future__ import annotations

from fastapi import Response
from sqlmodel import Session

from toktok.api.answers import Reader
from toktok.api.context import Served
from toktok.api.parameters import Account, AccountFilter, CursorText, Limit
from toktok.api.schemas.memberships import (
    Fund,
    FundAccount,
    FundClaimPage,
    FundDepositPage,
    FundRootPage,
)
from toktok.api.schemas.problems import INVALID
from toktok.payouts.fund import fund, list_claims, list_deposits, list_roots
from toktok.payouts.leaves import fund_account
from toktok.payouts.membership_rows import FundAccountRow
from toktok.routing import Router

router = Router(prefix="/v1/fund", tags=["fund"])


@router.get("", response_model=Fund)
def the_fund(read: Reader) -> Response:
    """Budget, the root in force, and the one that waits with the end of its veto."""
    return read.answer(fund)


@router.get("/roots", response_model=FundRootPage, responses=INVALID)
def roots(read: Reader, limit: Limit = 50, cursor: CursorText = None) -> Response:
    """Every root that was posted, the last first."""
    return read.answer(lambda session: list_roots(session, limit=limit, cursor=cursor))


@router.get("/deposits", response_model=FundDepositPage, responses=INVALID)
def deposits(read: Reader, limit: Limit = 50, cursor: CursorText = None) -> Response:
    """What joined the budget, the last first."""
    return read.answer(lambda session: list_deposits(session, limit=limit, cursor=cursor))


@router.get("/claims", response_model=FundClaimPage, responses=INVALID)
def claims(
    read: Reader, account: AccountFilter, limit: Limit = 50, cursor: CursorText = None
) -> Response:
    """What was credited, the last first."""
    return read.answer(
        lambda session: list_claims(session, account=account, limit=limit, cursor=cursor)
    )


@router.get("/accounts/{address}", response_model=FundAccount, responses=INVALID)
def account_of_fund(read: Reader, context: Served, account: Account) -> Response:
    """What the fund has for an account, with the proof that a claim needs."""

    def row(session: Session) -> FundAccountRow:
        venue = context.venue(session)
        return fund_account(
            session, account, chain_id=venue.chain_id, contract=venue.fund, media=venue.media
        )

    return read.answer(row)
