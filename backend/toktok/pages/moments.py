"""The gallery: moments of every creator, by how they can be had."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from sqlmodel import Session

from toktok.market.creators import find_creator
from toktok.market.errors import UnknownCreator
from toktok.market.values import Address, Page
from toktok.moments.errors import UnknownSound
from toktok.moments.moments import Sort, list_moments
from toktok.moments.sounds import list_sounds, one_sound
from toktok.moments.venue import Venue
from toktok.moments.vouchers import list_vouchers
from toktok.pages.accounts import account_of
from toktok.pages.moment_cards import Card, cards_of, voucher_card
from toktok.pages.parameters import Cursor, Search, Shown
from toktok.pages.rendering import page
from toktok.pages.site import serving
from toktok.routing import PageRouter

router = PageRouter()

CARDS = 24
SOUNDS = 50

Shelf = Literal["all", "sale", "auction", "listed", "voucher"]
SoundId = Annotated[int, Query(ge=0, le=2**53)]

_FILTERS: dict[Shelf, dict[str, Any]] = {
    "all": {},
    "sale": {"state": "open"},
    "auction": {"offered": "auction"},
    "listed": {"offered": "listing"},
}
_PRICED = ("all", "sale")
"""Shelves on which the creator's price is what one pays."""


def gallery(
    session: Session,
    venue: Venue,
    *,
    shelf: Shelf,
    sort: Sort,
    creator: str,
    sound: int,
    cursor: str | None,
) -> Shown:
    """The cards of a shelf, and what was asked for."""
    if shelf not in _PRICED:
        sort = "newest"
    asked = {"shelf": shelf, "sort": sort, "creator": creator, "sound": sound}
    chosen = {key: value for key, value in asked.items() if value not in ("", 0)}
    try:
        if shelf == "voucher":
            cards = _vouchers(session, venue, creator, cursor)
        else:
            cards = _moments(session, venue, asked, cursor)
    except UnknownCreator:
        cards = Page((), None)
    return {
        "cards": cards,
        **asked,
        "chosen": chosen,
        "sounds": list_sounds(session, venue, limit=SOUNDS).items,
        "sound_name": _sound_name(session, venue, sound),
    }


def _moments(
    session: Session, venue: Venue, asked: dict[str, Any], cursor: str | None
) -> Page[Card]:
    found = list_moments(
        session,
        venue,
        creator=asked["creator"] or None,
        sound=asked["sound"] or None,
        sort=asked["sort"],
        limit=CARDS,
        cursor=cursor,
        **_FILTERS[asked["shelf"]],
    )
    return Page(tuple(cards_of(session, found.items, venue)), found.next_cursor)


def _vouchers(session: Session, venue: Venue, creator: str, cursor: str | None) -> Page[Card]:
    account = _account(session, creator) if creator else None
    found = list_vouchers(
        session, venue, creator=account, state="unminted", limit=CARDS, cursor=cursor
    )
    return Page(tuple(map(voucher_card, found.items)), found.next_cursor)


def _account(session: Session, name: str) -> Address:
    """Who signs the vouchers of a handle, a token or an account. Raises UnknownCreator."""
    try:
        return find_creator(session, name).creator
    except UnknownCreator:
        if (account := account_of(name)) is None:
            raise
        return account


def _sound_name(session: Session, venue: Venue, sound: int) -> str:
    """The name of the sound that was asked for; empty where there is none."""
    if not sound:
        return ""
    try:
        metadata = one_sound(session, sound, venue).metadata
    except UnknownSound:
        return ""
    return metadata.name if metadata is not None else ""


@router.get("/moments")
def gallery_page(
    request: Request,
    shelf: Shelf = "all",
    sort: Sort = "newest",
    creator: Search = "",
    sound: SoundId = 0,
    cursor: Cursor = None,
) -> Response:
    """Moments of every creator."""
    context = serving(request)
    with context.store.read() as session:
        shown = gallery(
            session,
            context.venue(session),
            shelf=shelf,
            sort=sort,
            creator=creator.strip().removeprefix("@"),
            sound=sound,
            cursor=cursor,
        )
        return page(
            request, session, "moments.html", {**shown, "urlencode": urlencode, "here": "moments"}
        )
