"""One's own account: profile, where one is signed in, lists of one's own, and the way out."""

from __future__ import annotations

import re

from fastapi import Request, Response
from sqlmodel import Session

from toktok.accounts.blocks import list_blocks
from toktok.accounts.errors import NotSignedIn
from toktok.accounts.profiles import LONGEST_BIO, LONGEST_NAME, MOST_LINKS, own_profile
from toktok.accounts.sessions import Browser, Held
from toktok.accounts.watches import list_watches
from toktok.pages.parameters import Shown
from toktok.pages.rendering import page
from toktok.pages.site import held_of, serving
from toktok.routing import PageRouter

router = PageRouter()

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def profile_shown(session: Session, held: Held) -> Shown:
    """What the account says about itself, and how much it may say."""
    return {
        "profile": own_profile(session, held.account),
        "longest_name": LONGEST_NAME,
        "longest_bio": LONGEST_BIO,
        "most_links": MOST_LINKS,
    }


def sessions_shown(request: Request, session: Session, held: Held) -> Shown:
    """Where it is signed in, each with the name of its browser."""
    found = serving(request).sessions.browsers(session, held.account, held)
    return {"browsers": [(each, browser_name(each)) for each in found]}


def watches_shown(session: Session, held: Held) -> Shown:
    """Creators it watches."""
    return {"watches": list_watches(session, held.account)}


def blocks_shown(session: Session, held: Held) -> Shown:
    """Accounts it does not hear of."""
    return {"blocks": list_blocks(session, held.account)}


def browser_name(browser: Browser) -> str:
    """Which browser on which system; empty if it does not say."""
    return " · ".join(
        next((name for sign, name in known if re.search(rf"\b{sign}\b", browser.agent)), "")
        for known in (_BROWSERS, _SYSTEMS)
    ).strip(" ·")


@router.get("/account")
def account_page(request: Request) -> Response:
    """The account of who is signed in; others are asked to sign in."""
    with serving(request).store.read() as session:
        held = held_of(request, session)
        if held is None:
            return page(request, session, "account_ask.html", {"here": "account"})
        context = {
            **profile_shown(session, held),
            **sessions_shown(request, session, held),
            **watches_shown(session, held),
            **blocks_shown(session, held),
            "here": "account",
        }
        return page(request, session, "account.html", context)


@router.get("/fragments/account/sessions")
def sessions_part(request: Request) -> Response:
    """Where one is signed in."""
    with serving(request).store.read() as session:
        shown = sessions_shown(request, session, _held(request, session))
        return page(request, session, "parts/account_sessions.html", shown)


@router.get("/fragments/account/watches")
def watches_part(request: Request) -> Response:
    """Creators one watches."""
    with serving(request).store.read() as session:
        shown = watches_shown(session, _held(request, session))
        return page(request, session, "parts/account_watches.html", shown)


@router.get("/fragments/account/blocks")
def blocks_part(request: Request) -> Response:
    """Accounts one does not hear of."""
    with serving(request).store.read() as session:
        shown = blocks_shown(session, _held(request, session))
        return page(request, session, "parts/account_blocks.html", shown)


def _held(request: Request, session: Session) -> Held:
    held = held_of(request, session)
    if held is None:
        raise NotSignedIn
    return held
