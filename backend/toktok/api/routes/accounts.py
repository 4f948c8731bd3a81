"""What belongs to one account: its portfolio and its payouts."""

from __future__ import annotations

from fastapi import APIRouter, Response

from toktok.api.answers import Reader
from toktok.api.parameters import Account
from toktok.api.schemas.payouts import Payouts
from toktok.api.schemas.portfolio import Portfolio
from toktok.api.schemas.problems import INVALID
from toktok.market.portfolio import portfolio
from toktok.payouts.payouts import payouts

router = APIRouter(tags=["accounts"])


@router.get("/portfolio/{address}", response_model=Portfolio, responses=INVALID)
def one_portfolio(read: Reader, account: Account) -> Response:
    """What an account holds, what it cost, what leaving would bring now, what it earned."""
    return read.answer(lambda session: portfolio(session, account))


@router.get("/payouts/{address}", response_model=Payouts, responses=INVALID)
def one_payouts(read: Reader, account: Account) -> Response:
    """What an account is owed, to the wei, where it comes from, and what it has claimed."""
    return read.answer(lambda session: payouts(session, account))
