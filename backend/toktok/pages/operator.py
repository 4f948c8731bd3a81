"""What operators look at: reports, uploads, pauses, roots of the fund, and what operators did before."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response
from sqlmodel import Session

from toktok.accounts.about import about
from toktok.accounts.acts import list_acts
from toktok.accounts.reports import list_reports
from toktok.accounts.social_errors import NotAnOperator
from toktok.accounts.social_rows import AboutRow, ActRow
from toktok.market.status import read_mirror
from toktok.market.values import Address, Page
from toktok.pages.parameters import Cursor, Shown
from toktok.pages.queues import pictures_waiting, uploads_waiting
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving
from toktok.payouts.fund import fund
from toktok.routing import PageRouter

router = PageRouter()

ROWS = 10
GUARDED = {
    "CreatorMarket": "market",
    "TopMoments": "moments",
    "MomentAuction": "auction",
    "MomentExchange": "exchange",
    "Subscriptions": "subscriptions",
}
"""Contracts whose new entries a guardian may stop, and their place in a deployment."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A contract, and until when its new entries are stopped (0: they are not)."""

    contract: str
    address: Address
    until: int


@dataclass(frozen=True, slots=True)
class Done:
    """Something an operator or a guardian did, and what it was about."""

    act: ActRow
    about: AboutRow


def reports_shown(request: Request, session: Session, cursor: str | None) -> Shown:
    """Reports that wait, the oldest first."""
    venue = serving(request).venue(session)
    return {"reports": list_reports(session, venue, limit=ROWS, cursor=cursor)}


def acts_shown(request: Request, session: Session, cursor: str | None) -> Shown:
    """What operators and guardians did, the last first."""
    venue = serving(request).venue(session)
    found = list_acts(session, limit=ROWS, cursor=cursor)
    rows = tuple(Done(each, about(session, venue, each.subject)) for each in found.items)
    return {"acts": Page(rows, found.next_cursor)}


def guard_shown(request: Request, session: Session) -> Shown:
    """What a guardian may stop, and the root of the fund that waits."""
    mirror = read_mirror(session)
    assert mirror is not None, "a page has a head"
    deployed = serving(request).deployment(mirror.chain_id)
    paused = {each.contract: each.until for each in mirror.pauses}
    now = mirror.head.timestamp
    entries = [
        Entry(name, getattr(deployed, place), until if (until := paused.get(name, 0)) > now else 0)
        for name, place in GUARDED.items()
    ]
    return {"entries": entries, "fund": fund(session), "fund_address": deployed.fund}


def is_operator(request: Request, session: Session) -> bool:
    """Whether who reads is an operator."""
    return serving(request).settings.is_operator(reader_of(request, session))


@router.get("/operator")
def operator_page(request: Request, reports: Cursor = None, acts: Cursor = None) -> Response:
    """The page of operators; for others, who may see it."""
    with serving(request).store.read() as session:
        if not is_operator(request, session):
            return page(request, session, "operator_refused.html", {}, status=403)
        context = {
            **reports_shown(request, session, reports),
            **uploads_waiting(session),
            **pictures_waiting(session),
            **guard_shown(request, session),
            **acts_shown(request, session, acts),
            "here": "operator",
        }
        return page(request, session, "operator.html", context)


@router.get("/fragments/operator-reports")
def reports_part(request: Request, cursor: Cursor = None) -> Response:
    """Reports that wait. Operators only."""
    with serving(request).store.read() as session:
        _require_operator(request, session)
        shown = reports_shown(request, session, cursor)
        return page(request, session, "parts/operator_reports.html", shown)


@router.get("/fragments/operator-acts")
def acts_part(request: Request, cursor: Cursor = None) -> Response:
    """What operators did. Operators only."""
    with serving(request).store.read() as session:
        _require_operator(request, session)
        shown = acts_shown(request, session, cursor)
        return page(request, session, "parts/operator_acts.html", shown)


@router.get("/fragments/operator-guard")
def guard_part(request: Request) -> Response:
    """What is paused, and the root that waits. Operators only."""
    with serving(request).store.read() as session:
        _require_operator(request, session)
        return page(request, session, "parts/operator_guard.html", guard_shown(request, session))


def _require_operator(request: Request, session: Session) -> None:
    if not is_operator(request, session):
        raise NotAnOperator
