"""What belongs to a creator alone: plan, fee, where its income goes, its move to another key, its sounds."""

from __future__ import annotations

from fastapi import Request, Response
from sqlmodel import Session

from toktok.market.creators import creator
from toktok.market.values import Address
from toktok.moments.sounds import list_sounds
from toktok.pages.accounts import Account
from toktok.pages.parameters import Shown
from toktok.pages.rendering import page
from toktok.pages.site import serving
from toktok.payouts.payouts import payouts
from toktok.payouts.studio import studio
from toktok.routing import PageRouter

router = PageRouter()


def own(session: Session, account: Address) -> Shown:
    """What an account is as a creator, and its token if it has one."""
    s = studio(session, account)
    row = creator(session, f"0x{s.token.hex()}") if s.token is not None else None
    return {"s": s, "c": row, "symbol": row.symbol if row is not None else ""}


@router.get("/studio/plan")
def plan_page(request: Request) -> Response:
    """The subscription plan of whoever connects."""
    return _page(request, "plan")


@router.get("/studio/account")
def account_page(request: Request) -> Response:
    """Fee, payouts and keys of whoever connects."""
    return _page(request, "account")


@router.get("/fragments/studio/plan/{address}")
def plan_part(request: Request, address: Account) -> Response:
    """An account's plan."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/studio_plan.html", own(session, address))


@router.get("/fragments/studio/account/{address}")
def account_part(request: Request, address: Account) -> Response:
    """An account's fee, payouts and moves."""
    with serving(request).store.read() as session:
        shown = {**own(session, address), "splits": payouts(session, address).splits}
        return page(request, session, "parts/studio_account.html", shown)


@router.get("/studio/sound")
def sound_page(request: Request) -> Response:
    """A sound: its recording, its share."""
    with serving(request).store.read() as session:
        return page(request, session, "studio_sound.html", {"here": "studio"})


@router.get("/fragments/studio/sounds/{address}")
def sounds_part(request: Request, address: Account) -> Response:
    """An artist's sounds, and what they brought."""
    with serving(request).store.read() as session:
        rows = list_sounds(session, serving(request).venue(session), artist=address)
        return page(request, session, "parts/studio_sounds.html", {"sounds": rows})


def _page(request: Request, section: str) -> Response:
    with serving(request).store.read() as session:
        shown = {"section": section, "here": "studio"}
        return page(request, session, "studio_own.html", shown)
