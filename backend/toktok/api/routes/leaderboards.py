"""Leaderboards: creators, and the fans of the first hour."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from toktok.api.answers import Reader
from toktok.api.parameters import Limit
from toktok.api.schemas.leaders import EarlyFanPage, LeaderPage
from toktok.api.schemas.problems import INVALID
from toktok.market.leaders import By, list_fans, list_leaders
from toktok.routing import Router

router = Router(prefix="/v1/leaderboards", tags=["leaderboards"])


@router.get("/creators", response_model=LeaderPage, responses=INVALID)
def leading_creators(
    read: Reader,
    by: Annotated[
        By, Query(description="By a week's trade, by what fans were ever paid, or by holders.")
    ] = "volume",
    limit: Limit = 50,
) -> Response:
    """Creators whose token trades, the greatest first."""
    return read.answer(lambda session: list_leaders(session, by=by, limit=limit))


@router.get("/fans", response_model=EarlyFanPage, responses=INVALID)
def early_fans(read: Reader, limit: Limit = 50) -> Response:
    """What fans put into launches and have kept since, the most first.

    Of the tokens an account has now, as many count as the launch gave it; so what it bought later is sold first.
    """
    return read.answer(lambda session: list_fans(session, limit=limit))
