"""Launches: the creators again, the newest first, and what was put in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from toktok.api.answers import Reader
from toktok.api.parameters import CreatorName, CursorText, Limit
from toktok.api.schemas.creators import Creator, CreatorPage
from toktok.api.schemas.market import ContributionPage
from toktok.api.schemas.missing import UNKNOWN
from toktok.api.schemas.problems import INVALID
from toktok.market.creators import creator, find_creator, list_creators
from toktok.market.launches import list_contributions
from toktok.market.rows import Status
from toktok.routing import Router

router = Router(prefix="/v1/launches", tags=["launches"])


@router.get("", response_model=CreatorPage, responses=INVALID)
def launches(
    read: Reader,
    status: Annotated[Status | None, Query(description="Only launches that stand here.")] = None,
    limit: Limit = 24,
    cursor: CursorText = None,
) -> Response:
    """Launches, the newest first, whatever became of them."""
    return read.answer(
        lambda session: list_creators(
            session, sort="newest", status=status, limit=limit, cursor=cursor
        )
    )


@router.get("/{name}", response_model=Creator, responses=UNKNOWN)
def one_launch(read: Reader, name: CreatorName) -> Response:
    """One launch; the same figures as the creator's."""
    return read.answer(lambda session: creator(session, name))


@router.get("/{name}/contributions", response_model=ContributionPage, responses=UNKNOWN)
def contributions(
    read: Reader, name: CreatorName, limit: Limit = 50, cursor: CursorText = None
) -> Response:
    """What was put into the launch, the last first."""
    return read.answer(
        lambda session: list_contributions(
            session, find_creator(session, name), limit=limit, cursor=cursor
        )
    )
