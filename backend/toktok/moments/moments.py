"""Moments: one, or a list in an order that holds while blocks arrive."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    bindparam,
    select,
    true,
    tuple_,
    union_all,
)
from sqlmodel import Session

from toktok.market.creators import deployment, find_creator
from toktok.market.errors import UnknownCreator
from toktok.market.head import read_head
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.market.withheld import withheld_moments
from toktok.moments.authors import authors_of
from toktok.moments.errors import UnknownMoment
from toktok.moments.metadata import Metadata, metadata_at, without_files
from toktok.moments.offered import Offered, offered_so
from toktok.moments.order_states import asked_at
from toktok.moments.origins import origin_of
from toktok.moments.quoted import best_of_moments
from toktok.moments.rows import Bookings, MomentDetail, MomentRow, SaleState, SoundUse, extend
from toktok.moments.sale_states import sale_state, sale_state_at
from toktok.moments.venue import Venue
from toktok.payouts.splits import splits_at
from toktok.store.rows import Rows, columns
from toktok.store.tables import Auction, AuctionStatus, Moment, MomentIncome, Sound
from toktok.store.types import U256

Sort = Literal["newest", "cheapest", "dearest"]

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
_KEY = (63, 96, 63, 31)

_MOMENT, _INCOME, _AUCTION = columns(Moment), columns(MomentIncome), columns(Auction)
_ONE = Rows(Moment, _MOMENT.moment == bindparam("moment"))
_SOUNDS = Rows(Sound, columns(Sound).sound_id.in_(bindparam("sounds", expanding=True)))
_AUCTIONS = select(_AUCTION.moment, _AUCTION.auction).where(
    _AUCTION.moment.in_(bindparam("moments", expanding=True)),
    _AUCTION.status == int(AuctionStatus.RUNNING),
)


def list_moments(
    session: Session,
    venue: Venue,
    *,
    creator: str | None = None,
    state: SaleState | None = None,
    perk: bool | None = None,
    sound: int | None = None,
    offered: Offered | None = None,
    hidden: bool = False,
    sort: Sort = "newest",
    limit: int = 24,
    cursor: str | None = None,
) -> Page[MomentRow]:
    """Moments by when they were created, the newest first, or by what a serial costs.

    Among equals, the first created is the cheapest.

    A list goes on with the moments there were when it began. `creator` is a handle, a token's address, or an account.
    `hidden`: those operators have hidden, too. Raises ForeignCursor, UnknownCreator.
    """
    head = read_head(session)
    scope = (creator, state, perk, sound, offered, sort, deployment(session))
    listing = Listing(("moments", *scope))
    withheld = () if hidden else withheld_moments(session)
    asked: dict[str, Any] = {"withheld": withheld} if withheld else {}
    asked |= {} if creator is None else _by(session, creator)
    asked |= {} if sound is None else {"sound": sound}
    wanted = _list(frozenset(asked), state, perk, offered, sort, cursor is not None)
    begun = head.number
    if cursor is not None:
        begun, price, block, log = listing.key(cursor, _KEY)
        asked |= {"begun": begun, "price": price, "block": block, "log": log}
    asked |= {**asked_at(venue, head), "now": head.timestamp, "limit": limit + 1}
    found = wanted.all(session, **asked)
    rows = moment_rows(session, found[:limit], venue)
    more = len(found) > limit
    next_cursor = listing.cursor((begun, *_key(found[limit - 1]))) if more else None
    return Page(tuple(rows), next_cursor)


@cache
def _list(
    about: frozenset[str],
    state: SaleState | None,
    perk: bool | None,
    offered: Offered | None,
    sort: Sort,
    goes_on: bool,
) -> Rows[Moment]:
    """A page of a list: `about` names what it is about, and whether something is withheld."""
    conditions = [_ABOUT[each] for each in sorted(about)]
    if state is not None:
        conditions.append(sale_state_at(bindparam("now", type_=BigInteger)) == state)
    if perk is not None:
        conditions.append(_MOMENT.perk != "" if perk else _MOMENT.perk == "")
    if offered is not None:
        conditions.append(offered_so(offered))
    if goes_on:
        conditions += [_MOMENT.created_block <= bindparam("begun"), _after(sort)]
    return Rows(Moment, *conditions, order=_order(sort), limit=bindparam("limit"))


# Moments of a token: those that follow it, and those of the account behind it that follow none yet.
_OF_TOKEN = union_all(
    select(_INCOME.moment).where(_INCOME.token == bindparam("token")),
    select(_INCOME.moment).where(_INCOME.token.is_(None), _INCOME.creator == bindparam("behind")),
)
_ABOUT: dict[str, ColumnElement[bool]] = {
    "withheld": _MOMENT.moment.not_in(bindparam("withheld", expanding=True)),
    "token": _MOMENT.moment.in_(_OF_TOKEN),
    "behind": true(),
    "account": _MOMENT.creator == bindparam("account"),
    "sound": _MOMENT.sound_id == bindparam("sound"),
}


def find_moment(session: Session, moment: int) -> Moment:
    """The stored moment. Raises UnknownMoment."""
    found = _ONE.first(session, moment=moment)
    if found is None:
        raise UnknownMoment(moment)
    return found


def one_moment(session: Session, moment: int, venue: Venue) -> MomentDetail:
    """A moment with its splits and what it has brought. Raises UnknownMoment."""
    found = find_moment(session, moment)
    income, origin = session.get_one(MomentIncome, moment), origin_of(session, found)
    bookings = Bookings(
        sales=income.sales,
        resales=income.resales,
        referred=income.referred,
        divided=income.divided,
        to_sound=income.to_sound,
        to_creator=income.to_creator,
        to_fans=income.to_fans,
        to_protocol=income.to_protocol,
    )
    return extend(
        MomentDetail,
        moment_rows(session, [found], venue)[0],
        splits=splits_at(session, income.splits),
        sound_splits=splits_at(session, income.sound_splits),
        bookings=bookings,
        created_tx=origin.created_tx,
        signature=origin.signature,
    )


def moment_rows(session: Session, moments: Sequence[Moment], venue: Venue) -> list[MomentRow]:
    """Moments as others see them, in the order given."""
    now = read_head(session).timestamp
    ids = [each.moment for each in moments]
    authors = authors_of(session, moments)
    sounds = _sounds(session, moments)
    uses = {sound_id: _use(sound, venue) for sound_id, sound in sounds.items()}
    best = best_of_moments(session, ids, venue)
    auctions, withheld = _auctions(session, ids), withheld_moments(session)
    return [
        _row(
            each,
            now,
            _metadata(each, venue, withheld),
            author=authors[each.moment],
            sound=uses.get(each.sound_id) if each.sound_id is not None else None,
            floor=best[each.moment].listing,
            best_offer=best[each.moment].offer,
            auction=auctions.get(each.moment),
        )
        for each in moments
    ]


def _row(moment: Moment, now: int, metadata: Metadata | None, **found: Any) -> MomentRow:
    return MomentRow(
        moment=moment.moment,
        creator=moment.creator,
        uri=moment.uri,
        content_hash=moment.content_hash,
        metadata=metadata,
        edition_size=moment.edition_size,
        minted=moment.minted,
        state=sale_state(moment, now=now),
        price=moment.price,
        opens_at=moment.opens_at,
        closes_at=moment.closes_at,
        max_per_wallet=moment.max_per_wallet,
        royalty_bps=moment.royalty_bps,
        perk=moment.perk or None,
        redeemed=moment.redeemed,
        voucher=moment.voucher,
        created_at=moment.created_at,
        owners=moment.owners,
        sales=moment.sales,
        volume=moment.volume,
        last_price=moment.last_price,
        last_sold_at=moment.last_sold_at,
        **found,
    )


def _metadata(moment: Moment, venue: Venue, withheld: Collection[int]) -> Metadata | None:
    found = metadata_at(venue.media, moment.uri)
    return without_files(found) if moment.moment in withheld else found


def _sounds(session: Session, moments: Sequence[Moment]) -> dict[int, Sound]:
    used = {each.sound_id for each in moments if each.sound_id is not None}
    found = _SOUNDS.all(session, sounds=list(used)) if used else ()
    return {each.sound_id: each for each in found}


def _use(sound: Sound, venue: Venue) -> SoundUse:
    metadata = metadata_at(venue.media, sound.uri)
    name = metadata.name if metadata is not None else None
    return SoundUse(sound.sound_id, sound.artist, sound.share_bps, name)


def _auctions(session: Session, moments: Sequence[int]) -> dict[int, int]:
    """The newest auction of each moment that is not over, of those that have one."""
    found = session.execute(_AUCTIONS, {"moments": moments})
    return dict(sorted((moment, auction) for moment, auction in found))


def _by(session: Session, name: str) -> dict[str, Address]:
    """Whose moments are meant by a name."""
    try:
        creator = find_creator(session, name)
    except UnknownCreator:
        if not _ADDRESS.fullmatch(name):
            raise
        return {"account": bytes.fromhex(name[2:])}
    return {"token": creator.token, "behind": creator.creator}


def _order(sort: Sort) -> tuple[Any, ...]:
    return tuple(each if sort == "cheapest" else each.desc() for each in _columns(sort))


def _columns(sort: Sort) -> tuple[Any, ...]:
    event = _MOMENT.created_block, _MOMENT.created_log
    return event if sort == "newest" else (_MOMENT.price, *event)


def _key(moment: Moment) -> tuple[int, int, int]:
    return moment.price, moment.created_block, moment.created_log


def _after(sort: Sort) -> ColumnElement[bool]:
    event = bindparam("block", type_=BigInteger), bindparam("log", type_=BigInteger)
    place = event if sort == "newest" else (bindparam("price", type_=U256), *event)
    columns = tuple_(*_columns(sort))
    return columns > tuple_(*place) if sort == "cheapest" else columns < tuple_(*place)
