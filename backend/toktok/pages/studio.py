"""The creator's side: what came in, what is owed, who holds and subscribes, how moments sell."""

from __future__ import annotations

from fastapi import Request, Response
from sqlmodel import Session

from toktok.market.creators import find_creator
from toktok.market.values import Address
from toktok.moments.moments import list_moments
from toktok.moments.sounds import list_sounds
from toktok.moments.vouchers import list_vouchers
from toktok.pages.accounts import Account
from toktok.pages.asking import Typed, ask_whose
from toktok.pages.columns import DAY, last_days
from toktok.pages.creator import head_of, holders_shown
from toktok.pages.parameters import TABLE_ROWS, Cursor, Shown
from toktok.pages.portfolio import owed
from toktok.pages.rendering import page
from toktok.pages.site import serving, site_of
from toktok.payouts.income import income
from toktok.payouts.revenue import list_revenue, revenue
from toktok.payouts.studio import studio
from toktok.payouts.subscriptions import subscribers
from toktok.routing import PageRouter

router = PageRouter()

DAYS_SHOWN = 30
SOUNDS_OFFERED = 100


def standing(session: Session, account: Address) -> Shown:
    """What an account is as a creator."""
    return {"s": studio(session, account), "s_address": account, "here": "studio"}


def earned(session: Session, token: Address) -> Shown:
    """What came in, of all days by source, and day by day of late."""
    creator = find_creator(session, f"0x{token.hex()}")
    whole = revenue(session, f"0x{token.hex()}")
    now = studio(session, creator.creator).timestamp
    start = now - now % DAY - (DAYS_SHOWN - 1) * DAY
    rows = list_revenue(session, creator, start=start, limit=DAYS_SHOWN).items
    return {"earned": whole, "days": last_days(rows, now=now, count=DAYS_SHOWN)}


def moments_shown(
    request: Request, session: Session, account: Address, cursor: str | None
) -> Shown:
    """A creator's moments, and what each brought."""
    s = studio(session, account)
    name = f"0x{(s.token if s.status == 'trading' and s.token else account).hex()}"
    venue = serving(request).venue(session)
    rows = list_moments(session, venue, creator=name, hidden=True, limit=TABLE_ROWS, cursor=cursor)
    brought = income(session, f"0x{s.token.hex()}").moments if s.token else ()
    return {"moments": rows, "brought": {each.moment: each for each in brought}}


def subscribers_shown(session: Session, account: Address, cursor: str | None) -> Shown:
    """Who has subscribed to a creator."""
    rows = subscribers(session, account, limit=TABLE_ROWS, cursor=cursor)
    return {"subscribers": rows}


def vouchers_shown(request: Request, session: Session, account: Address) -> Shown:
    """What a creator has signed that nobody has used yet."""
    venue = serving(request).venue(session)
    return {"vouchers": list_vouchers(session, venue, creator=account, state="unminted")}


@router.get("/studio")
def ask_studio(request: Request, address: Typed = "") -> Response:
    """What the studio is for, and whose to show."""
    return ask_whose(request, address, here="studio")


@router.get("/studio/launch")
def launch_page(request: Request) -> Response:
    """A launch, step by step."""
    with serving(request).store.read() as session:
        # On a chain of one's own nobody waits an hour.
        short_window = 60 if site_of(request, session).is_local else 0
        context = {"short_window": short_window, "here": "studio"}
        return page(request, session, "studio_launch.html", context)


@router.get("/studio/moment")
def moment_page(request: Request) -> Response:
    """A moment: its clip, its terms."""
    with serving(request).store.read() as session:
        venue = serving(request).venue(session)
        context = {"sounds": list_sounds(session, venue, limit=SOUNDS_OFFERED).items}
        return page(request, session, "studio_moment.html", {**context, "here": "studio"})


@router.get("/studio/{address}")
def studio_page(
    request: Request,
    address: Account,
    moments: Cursor = None,
    holders: Cursor = None,
    subscribers: Cursor = None,
) -> Response:
    """A creator's studio."""
    with serving(request).store.read() as session:
        context = {
            **standing(session, address),
            **owed(session, address),
            **moments_shown(request, session, address, moments),
            **subscribers_shown(session, address, subscribers),
            **vouchers_shown(request, session, address),
        }
        token = context["s"].token
        if token is not None:
            name = f"0x{token.hex()}"
            context |= head_of(session, name) | earned(session, token)
            context |= holders_shown(session, name, holders)
        return page(request, session, "studio.html", context)


@router.get("/fragments/studio/earned/{address}")
def earned_part(request: Request, address: Account) -> Response:
    """What came in for a creator."""
    with serving(request).store.read() as session:
        context = standing(session, address)
        if context["s"].token is not None:
            context |= earned(session, context["s"].token)
        return page(request, session, "parts/studio_earned.html", context)


@router.get("/fragments/studio/moments/{address}")
def moments_part(request: Request, address: Account, cursor: Cursor = None) -> Response:
    """How a creator's moments sell."""
    with serving(request).store.read() as session:
        context = standing(session, address) | moments_shown(request, session, address, cursor)
        return page(request, session, "parts/studio_moments.html", context)


@router.get("/fragments/studio/vouchers/{address}")
def vouchers_part(request: Request, address: Account) -> Response:
    """A creator's open vouchers."""
    with serving(request).store.read() as session:
        context = vouchers_shown(request, session, address)
        return page(request, session, "parts/studio_vouchers.html", context)


@router.get("/fragments/studio/subscribers/{address}")
def subscribers_part(request: Request, address: Account, cursor: Cursor = None) -> Response:
    """Who has subscribed to a creator."""
    with serving(request).store.read() as session:
        context = standing(session, address) | subscribers_shown(session, address, cursor)
        return page(request, session, "parts/studio_subscribers.html", context)
