"""Who leads: creators, and the fans of the first hour."""

from __future__ import annotations

from fastapi import Request, Response
from sqlmodel import Session

from toktok.market.leaders import By, list_fans, list_leaders
from toktok.pages.parameters import Shown
from toktok.pages.rendering import page
from toktok.pages.site import serving
from toktok.routing import PageRouter

router = PageRouter()

CREATORS = 25
FANS = 25


def leaders_shown(session: Session, by: By) -> Shown:
    """The first creators."""
    return {"leaders": list_leaders(session, by=by, limit=CREATORS).items, "by": by}


def fans_shown(session: Session) -> Shown:
    """The first fans."""
    return {"fans": list_fans(session, limit=FANS).items}


@router.get("/leaderboards")
def leaderboards_page(request: Request, by: By = "volume") -> Response:
    """Creators by what one chooses, and the earliest fans."""
    with serving(request).store.read() as session:
        shown = {**leaders_shown(session, by), **fans_shown(session), "here": "leaderboards"}
        return page(request, session, "leaderboards.html", shown)


@router.get("/fragments/leaders")
def leaders_part(request: Request, by: By = "volume") -> Response:
    """The first creators."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/leaders.html", leaders_shown(session, by))
