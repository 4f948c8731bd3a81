"""What an account holds, is owed and did."""

from __future__ import annotations

from fastapi import Request, Response
from sqlmodel import Session

from toktok.market.activity import list_activity
from toktok.market.values import Address, Page
from toktok.market.withheld import withheld_moments
from toktok.moments.collection import collection
from toktok.moments.metadata import metadata_at
from toktok.moments.names import names_of
from toktok.moments.venue import Venue
from toktok.pages.accounts import Account
from toktok.pages.asking import Typed, ask_whose
from toktok.pages.parameters import TABLE_ROWS, Cursor, Shown
from toktok.pages.rendering import page, part
from toktok.pages.site import serving
from toktok.pages.social import REASONS
from toktok.pages.told import told
from toktok.payouts.payouts import payouts
from toktok.routing import PageRouter

router = PageRouter()


def holdings(session: Session, account: Address, venue: Venue) -> Shown:
    """An account's portfolio."""
    held = collection(session, account, venue)
    withheld = withheld_moments(session)
    pictures = {
        each.moment: metadata_at(venue.media, each.uri)
        for each in held.moments
        if each.moment not in withheld
    }
    return {
        "p": held,
        "p_address": account,
        "pictures": pictures,
        "offered": names_of(session, (each.moment for each in held.orders), venue),
        "fund_contract": venue.fund,
    }


def owed(session: Session, account: Address) -> Shown:
    """What an account is owed and was paid."""
    return {"payouts": payouts(session, account)}


def history_shown(session: Session, account: Address, cursor: str | None, venue: Venue) -> Shown:
    """What an account did, the last first."""
    found = list_activity(session, account=account, limit=TABLE_ROWS, cursor=cursor)
    rows = Page(tuple(told(session, found.items, venue)), found.next_cursor)
    return {"history": rows, "p_address": account}


@router.get("/portfolio")
def ask_portfolio(request: Request, address: Typed = "") -> Response:
    """Asks whose portfolio to show."""
    return ask_whose(request, address, here="portfolio")


@router.get("/portfolio/{address}")
def portfolio_page(request: Request, address: Account, history: Cursor = None) -> Response:
    """What an account holds, is owed and did."""
    with serving(request).store.read() as session:
        venue = serving(request).venue(session)
        context = {
            **holdings(session, address, venue),
            **owed(session, address),
            **history_shown(session, address, history, venue),
            "reasons": REASONS,
            "here": "portfolio",
        }
        return page(request, session, "portfolio.html", context)


@router.get("/fragments/totals/{address}")
def totals_part(request: Request, address: Account) -> Response:
    """The sums of a portfolio."""
    return _of_account(request, address, "parts/totals.html")


@router.get("/fragments/positions/{address}")
def positions_part(request: Request, address: Account) -> Response:
    """The positions of a portfolio."""
    return _of_account(request, address, "parts/positions.html")


@router.get("/fragments/owed/{address}")
def owed_part(request: Request, address: Account) -> Response:
    """What an account is owed."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/owed.html", owed(session, address))


@router.get("/fragments/history/{address}")
def history_part(request: Request, address: Account, cursor: Cursor = None) -> Response:
    """What an account did."""
    return part(
        request,
        "parts/history.html",
        lambda session, venue: history_shown(session, address, cursor, venue),
    )


@router.get("/fragments/collected/{address}")
def collected_part(request: Request, address: Account) -> Response:
    """The moments of a portfolio."""
    return _of_account(request, address, "parts/collected.html")


@router.get("/fragments/deals/{address}")
def deals_part(request: Request, address: Account) -> Response:
    """Auctions, listings and offers of an account that are not over."""
    return _of_account(request, address, "parts/deals.html")


@router.get("/fragments/fund/{address}")
def fund_part(request: Request, address: Account) -> Response:
    """What the creator fund has for an account."""
    return _of_account(request, address, "parts/fund.html")


@router.get("/fragments/subscribed/{address}")
def subscribed_part(request: Request, address: Account) -> Response:
    """What an account is subscribed to."""
    return _of_account(request, address, "parts/subscribed.html")


def _of_account(request: Request, address: Account, template: str) -> Response:
    return part(request, template, lambda session, venue: holdings(session, address, venue))
