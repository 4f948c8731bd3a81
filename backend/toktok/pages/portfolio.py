"""What an account holds, is owed and did."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from toktok.market.activity import list_activity
from toktok.market.portfolio import portfolio
from toktok.market.values import Address, Page
from toktok.pages.accounts import Account, account_of
from toktok.pages.catalogue import choose
from toktok.pages.events import event
from toktok.pages.parameters import TABLE_ROWS, Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import serving
from toktok.payouts.payouts import payouts

router = APIRouter()


def holdings(session: Session, account: Address) -> Shown:
    """An account's portfolio."""
    return {"p": portfolio(session, account), "p_address": account}


def owed(session: Session, account: Address) -> Shown:
    """What an account is owed and was paid."""
    return {"payouts": payouts(session, account)}


def history_shown(session: Session, account: Address, cursor: str | None) -> Shown:
    """What an account did, the last first."""
    found = list_activity(session, account=account, limit=TABLE_ROWS, cursor=cursor)
    rows = Page(tuple(event(row) for row in found.items), found.next_cursor)
    return {"history": rows, "p_address": account}


@router.get("/portfolio")
def ask_portfolio(request: Request, address: Annotated[str, Query(max_length=64)] = "") -> Response:
    """Asks whose portfolio to show."""
    problem = ""
    if address:
        if (account := account_of(address)) is not None:
            return RedirectResponse(f"/portfolio/0x{account.hex()}", 303)
        problem = choose(request)("portfolio.ask_bad")
    with serving(request).store.read() as session:
        context = {"asked": address, "problem": problem, "here": "portfolio"}
        status = 422 if problem else 200
        return page(request, session, "portfolio_ask.html", context, status=status)


@router.get("/portfolio/{address}")
def portfolio_page(request: Request, address: Account, history: Cursor = None) -> Response:
    """What an account holds, is owed and did."""
    with serving(request).store.read() as session:
        context = {
            **holdings(session, address),
            **owed(session, address),
            **history_shown(session, address, history),
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
    with serving(request).store.read() as session:
        return page(request, session, "parts/history.html", history_shown(session, address, cursor))


def _of_account(request: Request, address: Account, template: str) -> Response:
    session: Session
    with serving(request).store.read() as session:
        return page(request, session, template, holdings(session, address))
