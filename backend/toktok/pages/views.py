"""The pages, rendered on the server: readable without a script, at the indexed block."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from toktok.errors import ToktokError
from toktok.market.ranking import Order
from toktok.pages import fragments, parts
from toktok.pages.accounts import Account, account_of
from toktok.pages.catalogue import choose
from toktok.pages.rendering import STATIC, page, respond
from toktok.pages.site import serving, site_of

router = APIRouter(include_in_schema=False, default_response_class=Response)
router.include_router(fragments.router)

_files = StaticFiles(directory=STATIC)
_FOR_EVER = "public, max-age=31536000, immutable"

Cursor = Annotated[str | None, Query(max_length=512)]
Search = Annotated[str, Query(max_length=48)]


@router.get("/static/{path:path}")
async def static_file(request: Request, path: str) -> Response:
    """A script, a style sheet or a picture; addresses change with the content."""
    response = await _files.get_response(path, request.scope)
    response.headers["Cache-Control"] = _FOR_EVER
    return response


@router.get("/")
def market(
    request: Request, sort: Order = "reserve", q: Search = "", cursor: Cursor = None
) -> Response:
    """Every creator that trades, open launches, the tape of trades."""
    with serving(request).store.read() as session:
        context = {
            **parts.creators(session, sort=sort, q=q, cursor=cursor),
            **parts.launches(session),
            **parts.tape(session),
            "query": urlencode({"sort": sort, "q": q}),
            "here": "market",
        }
        return page(request, session, "market.html", context)


@router.get("/creators/{name}")
def creator(request: Request, name: str, trades: Cursor = None, holders: Cursor = None) -> Response:
    """A creator's token: chart, trading, holders. Before it trades, its launch."""
    with serving(request).store.read() as session:
        head = parts.head_of(session, name)
        row = head["c"]
        if row.status != "trading":
            return RedirectResponse(f"/launches/0x{row.token.hex()}", 303)
        context = {
            **head,
            **parts.chart(session, row.token, "1h"),
            **parts.trades(session, name, trades),
            **parts.holders(session, name, holders),
        }
        return page(request, session, "creator.html", context)


@router.get("/launches/{name}")
def launch(request: Request, name: str, contributions: Cursor = None) -> Response:
    """A launch: progress and terms, and what an account has in it."""
    with serving(request).store.read() as session:
        context = {
            **parts.head_of(session, name),
            **parts.contributions(session, name, contributions),
        }
        return page(request, session, "launch.html", context)


@router.get("/portfolio")
def ask_portfolio(request: Request, address: Annotated[str, Query(max_length=64)] = "") -> Response:
    """Asks whose portfolio to show."""
    problem = ""
    if address:
        if (account := account_of(address)) is not None:
            return RedirectResponse(f"/portfolio/0x{account.hex()}", 303)
        problem = choose(request.headers.get("accept-language", ""))("portfolio.ask_bad")
    with serving(request).store.read() as session:
        context = {"asked": address, "problem": problem, "here": "portfolio"}
        status = 422 if problem else 200
        return page(request, session, "portfolio_ask.html", context, status=status)


@router.get("/portfolio/{address}")
def portfolio(request: Request, address: Account, history: Cursor = None) -> Response:
    """What an account holds, is owed and did."""
    with serving(request).store.read() as session:
        context = {
            **parts.holdings(session, address),
            **parts.owed(session, address),
            **parts.history(session, address, history),
            "here": "portfolio",
        }
        return page(request, session, "portfolio.html", context)


@router.get("/launch")
def open_launch(request: Request) -> Response:
    """The form that opens a launch."""
    with serving(request).store.read() as session:
        short_window = 60 if site_of(request, session).is_local else 0
        context = {"short_window": short_window, "here": "open"}
        return page(request, session, "open.html", context)


def error_page(request: Request, document: dict[str, Any]) -> Response | None:
    """A problem document as a page, for browsers; None where the document itself is wanted."""
    path = request.url.path
    if path.startswith(("/v1", "/static", "/fragments")):
        return None
    if "text/html" not in request.headers.get("accept", ""):
        return None
    text = choose(request.headers.get("accept-language", ""))
    status = int(document["status"])
    key = status if text.has(f"error.title_{status}") else 500
    context = {
        "heading": text(f"error.title_{key}"),
        "detail": str(document.get("detail", "")),
        "remedy": str(document.get("remedy", "")),
    }
    if status != 404:
        return respond(request, "error.html", context, status=status)
    context |= {"detail": text(_missing(path)), "remedy": ""}
    try:
        with serving(request).store.read() as session:
            return page(request, session, "error.html", context, status=status)
    except ToktokError:
        # Without a chain to show the page does without its frame.
        return respond(request, "error.html", context, status=status)


def _missing(path: str) -> str:
    """Which text says what was not found at `path`."""
    if path.startswith("/portfolio/"):
        return "portfolio.ask_bad"
    named = path.startswith(("/creators/", "/launches/"))
    return "error.detail_404_creator" if named else "error.detail_404"
