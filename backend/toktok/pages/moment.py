"""A moment: its clip, how it can be had, its serials, what happened to it, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response
from sqlmodel import Session

from toktok.accounts.hidden import hidden_reason, may_review
from toktok.accounts.subjects import moment_subject
from toktok.market.rows import ActivityRow
from toktok.market.values import Page
from toktok.moments.auctions import one_auction
from toktok.moments.history import history
from toktok.moments.metadata import metadata_at
from toktok.moments.moments import one_moment
from toktok.moments.orders import list_orders
from toktok.moments.rows import MomentDetail
from toktok.moments.tokens import list_tokens, one_token
from toktok.moments.venue import Venue
from toktok.pages.moment_cards import NOTHING
from toktok.pages.moment_shares import resale_shares, sale_shares
from toktok.pages.parameters import TABLE_ROWS, Cursor, MomentId, Shown
from toktok.pages.rendering import page, part
from toktok.pages.site import reader_of, serving
from toktok.pages.social import social_shown
from toktok.routing import PageRouter

router = PageRouter()

SERIALS = 100_000
LAST_BIDS = 8


def moment_shown(session: Session, moment: int, venue: Venue) -> Shown:
    """A moment and its clip."""
    row = one_moment(session, moment, venue)
    return {"m": row, "media": row.metadata or NOTHING}


def reviewed(request: Request, session: Session, row: MomentDetail, venue: Venue) -> Shown:
    """The clip of a moment for who may look at what is hidden; nothing for others."""
    if hidden_reason(session, moment_subject(row.moment)) is None:
        return {}
    reader, settings = reader_of(request, session), serving(request).settings
    if not may_review(session, settings, reader, [row.moment]):
        return {}
    return {"media": metadata_at(venue.media, row.uri) or NOTHING}


def auction_shown(session: Session, auction: int | None, venue: Venue) -> Shown:
    """An auction, if there is one, and its last bids."""
    row = None if auction is None else one_auction(session, auction, venue)
    return {"auction": row, "bids": row.bid_list[:LAST_BIDS] if row else ()}


def desk_shown(session: Session, token_id: int, venue: Venue) -> Shown:
    """A token as it can be bought, sold and used."""
    return {"token": one_token(session, token_id, venue), "house": venue.auction}


def tokens_shown(session: Session, moment: int, venue: Venue, cursor: str | None) -> Shown:
    """The serials that exist."""
    rows = list_tokens(session, moment, venue, limit=TABLE_ROWS, cursor=cursor)
    return {"tokens": rows, "house": venue.auction}


def offers_shown(session: Session, moment: int, venue: Venue) -> Shown:
    """The best open offers for any serial."""
    found = list_orders(
        session, venue, moment=moment, side="moment_offer", state="open", sort="dearest",
        limit=TABLE_ROWS,
    )  # fmt: skip
    return {"offers": found.items}


def history_shown(session: Session, moment: int, venue: Venue, cursor: str | None) -> Shown:
    """What happened to a moment, the last first."""
    found = history(session, moment, venue, limit=TABLE_ROWS, cursor=cursor)
    return {"history": Page(tuple(map(_step, found.items)), found.next_cursor)}


def origin_shown(row: MomentDetail, venue: Venue) -> Shown:
    """Where a moment comes from and who earns with it."""
    sound_bps = row.sound.share_bps if row.sound is not None else 0
    has_fans = row.author.token is not None
    return {
        "contract": venue.moments,
        "sale_shares": sale_shares(splits=row.splits, sound_bps=sound_bps, has_fans=has_fans),
        "resale_shares": resale_shares(
            royalty_bps=row.royalty_bps, splits=row.splits, sound_bps=sound_bps, has_fans=has_fans
        ),
    }


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a moment: by whom, to which serial, for how much."""

    id: str
    kind: str
    timestamp: int
    account: bytes | None
    serial: int | None
    quantity: int
    sum: str | None


_SUMS = {
    "mint": "amount", "sale": "price", "bid": "amount", "auction": "reserve_price",
    "auction_settled": "amount",
}  # fmt: skip


def _step(row: ActivityRow) -> Step:
    token, value = row.data.get("token_id"), row.data.get(_SUMS.get(row.kind, ""))
    return Step(
        id=f"{row.id[0]}-{row.id[1]}",
        kind=row.kind,
        timestamp=row.timestamp,
        account=row.account,
        serial=int(str(token)) % SERIALS if token is not None else None,
        quantity=int(str(row.data.get("quantity", 1))),
        sum=None if value in (None, "0") else str(value),
    )


@router.get("/moments/{moment}")
def moment_page(
    request: Request,
    moment: MomentId,
    tokens: Cursor = None,
    history: Cursor = None,
    comments: Cursor = None,
) -> Response:
    """A moment."""
    context = serving(request)
    with context.store.read() as session:
        venue = context.venue(session)
        shown = moment_shown(session, moment, venue)
        row: MomentDetail = shown["m"]
        alone = row.edition_size == 1 and row.minted == 1
        desk = desk_shown(session, moment * SERIALS + 1, venue) if alone else {"token": None}
        return page(
            request,
            session,
            "moment.html",
            {
                **shown,
                **reviewed(request, session, row, venue),
                **desk,
                **auction_shown(session, row.auction, venue),
                **tokens_shown(session, moment, venue, tokens),
                **offers_shown(session, moment, venue),
                **history_shown(session, moment, venue, history),
                **origin_shown(row, venue),
                **social_shown(request, session, moment_subject(moment), comments),
                "here": "moments",
            },
        )


@router.get("/fragments/moment-sale/{moment}")
def sale_part(request: Request, moment: MomentId) -> Response:
    """How a moment's edition stands."""
    return part(
        request,
        "parts/moment_sale.html",
        lambda session, venue: moment_shown(session, moment, venue),
    )


@router.get("/fragments/auction/{auction}")
def auction_part(request: Request, auction: MomentId) -> Response:
    """How an auction stands, or ended."""
    return part(
        request,
        "parts/moment_auction.html",
        lambda session, venue: auction_shown(session, auction, venue),
    )


@router.get("/fragments/moment-tokens/{moment}")
def tokens_part(request: Request, moment: MomentId, cursor: Cursor = None) -> Response:
    """The serials of a moment."""
    return part(
        request,
        "parts/moment_tokens.html",
        lambda session, venue: {
            **moment_shown(session, moment, venue),
            **tokens_shown(session, moment, venue, cursor),
        },
    )


@router.get("/fragments/moment-offers/{moment}")
def offers_part(request: Request, moment: MomentId) -> Response:
    """Offers for any serial of a moment."""
    return part(
        request,
        "parts/moment_offers.html",
        lambda session, venue: offers_shown(session, moment, venue),
    )


@router.get("/fragments/moment-history/{moment}")
def history_part(request: Request, moment: MomentId, cursor: Cursor = None) -> Response:
    """What happened to a moment."""
    return part(
        request,
        "parts/moment_history.html",
        lambda session, venue: {
            **moment_shown(session, moment, venue),
            **history_shown(session, moment, venue, cursor),
        },
    )
