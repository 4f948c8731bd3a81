"""Launches that are open or over."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from toktok.accounts.subjects import creator_subject
from toktok.market.creators import find_creator
from toktok.market.launches import list_contributions
from toktok.market.portfolio import portfolio
from toktok.market.values import Address
from toktok.pages.accounts import Account
from toktok.pages.creator import head_of, trust_shown
from toktok.pages.parameters import TABLE_ROWS, Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import serving
from toktok.pages.social import social_shown
from toktok.routing import PageRouter

router = PageRouter()


def contributions_shown(session: Session, name: str, cursor: str | None) -> Shown:
    """What was put into a launch."""
    rows = list_contributions(session, find_creator(session, name), limit=TABLE_ROWS, cursor=cursor)
    return {"contributions": rows}


def yours(session: Session, token: Address, account: Address) -> Shown:
    """What an account has in a launch: an allocation once it trades, a contribution before."""
    held = portfolio(session, account)
    return {
        "position": next((each for each in held.positions if each.token == token), None),
        "joined": next((each for each in held.launches if each.token == token), None),
    }


@router.get("/launches/{name}")
def launch_page(
    request: Request, name: str, contributions: Cursor = None, comments: Cursor = None
) -> Response:
    """A launch: progress and terms, and what an account has in it."""
    with serving(request).store.read() as session:
        head = head_of(session, name)
        context = {
            **head,
            **social_shown(request, session, creator_subject(head["c"].token), comments),
            **trust_shown(session, name),
            **contributions_shown(session, name, contributions),
            "here": "market",
        }
        return page(request, session, "launch.html", context)


@router.get("/launch")
def open_launch() -> Response:
    """Opening a launch is a part of the studio."""
    return RedirectResponse("/studio/launch", 308)


@router.get("/fragments/progress/{name}")
def progress_part(request: Request, name: str) -> Response:
    """How far a launch is."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/progress.html", head_of(session, name))


@router.get("/fragments/concentration/{name}")
def concentration_part(request: Request, name: str) -> Response:
    """How a launch is shared."""
    with serving(request).store.read() as session:
        shown = {**head_of(session, name), **trust_shown(session, name)}
        return page(request, session, "parts/concentration.html", shown)


@router.get("/fragments/ended/{name}")
def ended_part(request: Request, name: str) -> Response:
    """What a launch that is over has become."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/ended.html", head_of(session, name))


@router.get("/fragments/contributions/{name}")
def contributions_part(request: Request, name: str, cursor: Cursor = None) -> Response:
    """What was put into a launch."""
    with serving(request).store.read() as session:
        shown = {**head_of(session, name), **contributions_shown(session, name, cursor)}
        return page(request, session, "parts/contributions.html", shown)


@router.get("/fragments/yours/{name}/{address}")
def yours_part(request: Request, name: str, address: Account) -> Response:
    """What an account has in a launch."""
    with serving(request).store.read() as session:
        head = head_of(session, name)
        shown = {**head, **yours(session, head["c"].token, address)}
        return page(request, session, "parts/yours.html", shown)
