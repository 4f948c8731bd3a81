"""The best open orders: what tokens of a moment cost, and what they would bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select
from sqlmodel import Session

from toktok.market.head import read_head
from toktok.moments.order_states import asked_at, orders
from toktok.moments.signed_rows import SIDES, Quoted
from toktok.moments.typed_data import Side
from toktok.moments.venue import Venue
from toktok.store.rows import columns
from toktok.store.tables import MomentToken, SignedOrder

SHOWN = 50

_ORDER = columns(SignedOrder)
_QUOTED = (
    _ORDER.id, _ORDER.hash, _ORDER.side, _ORDER.moment, _ORDER.token_id, _ORDER.maker,
    _ORDER.price, _ORDER.expiry,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Best:
    """The cheapest open listing and the best open offer, the first handed in if equal."""

    listing: Quoted | None = None
    offer: Quoted | None = None


def _best_by(key: str, offers: ColumnElement[bool]) -> Select[Any]:
    """By `key`, for those of `keys`: the best open listing, and the best open one of `offers`."""
    wanted = _ORDER[key].in_(bindparam("keys", expanding=True))
    is_listing = _ORDER.side == int(Side.LISTING)
    found = orders(*_QUOTED).where(wanted, or_(is_listing, offers)).subquery()
    sides, price = (found.c[key], found.c.side), found.c.price
    first = func.row_number()
    cheapest = first.over(partition_by=sides, order_by=(price.asc(), found.c.id))
    dearest = first.over(partition_by=sides, order_by=(price.desc(), found.c.id))
    place = case((found.c.side == int(Side.LISTING), cheapest), else_=dearest)
    ranked = select(found, place.label("place")).where(found.c.reason == "open").subquery()
    return select(ranked).where(ranked.c.place == 1)


# Offers for any token of a moment, of whatever version; and those for a token itself.
_OF_MOMENTS = _best_by(
    "moment",
    and_(_ORDER.side == int(Side.MOMENT_OFFER), _ORDER.version == 0),
)
_OF_TOKENS = _best_by("token_id", _ORDER.side == int(Side.OFFER))


def best_of_moments(session: Session, moments: Iterable[int], venue: Venue) -> Mapping[int, Best]:
    """What the cheapest token of each of `moments` costs, and what any would bring, whatever its version."""
    return _best(session, venue, _OF_MOMENTS, moments, "moment")


def best_of_tokens(session: Session, tokens: Iterable[int], venue: Venue) -> Mapping[int, Best]:
    """What each of `tokens` costs, and what is offered for it itself."""
    return _best(session, venue, _OF_TOKENS, tokens, "token_id")


def _of_token(cheapest: bool, *conditions: ColumnElement[bool]) -> Select[Any]:
    found = orders(*_QUOTED).where(*conditions).subquery()
    price = found.c.price.asc() if cheapest else found.c.price.desc()
    return select(found).where(found.c.reason == "open").order_by(price, found.c.id).limit(SHOWN)


_TOKENS_LISTINGS = _of_token(
    True,
    _ORDER.token_id == bindparam("token_id"),
    _ORDER.side == int(Side.LISTING),
)
# What its owner could accept for this very token.
_TOKENS_OFFERS = _of_token(
    False,
    or_(
        and_(
            _ORDER.token_id == bindparam("token_id"),
            _ORDER.side == int(Side.OFFER),
        ),
        and_(
            _ORDER.moment == bindparam("moment"),
            _ORDER.side == int(Side.MOMENT_OFFER),
            _ORDER.version.in_((0, bindparam("version"))),
        ),
    ),
)


def listings_of(session: Session, token: MomentToken, venue: Venue) -> tuple[Quoted, ...]:
    """Open listings of a token, the cheapest first."""
    asked = {**asked_at(venue, read_head(session)), "token_id": token.token_id}
    return tuple(_quoted(row) for row in session.execute(_TOKENS_LISTINGS, asked))


def offers_for(session: Session, token: MomentToken, venue: Venue) -> tuple[Quoted, ...]:
    """Open offers for a token, or for any of its moment in its version, the best first."""
    asked = {
        **asked_at(venue, read_head(session)),
        "token_id": token.token_id,
        "moment": token.moment,
        "version": token.version,
    }
    return tuple(_quoted(row) for row in session.execute(_TOKENS_OFFERS, asked))


def better(one: Quoted | None, other: Quoted | None) -> Quoted | None:
    """The offer that brings more."""
    if one is None or other is None:
        return one or other
    return one if one.price >= other.price else other


def _best(
    session: Session, venue: Venue, statement: Select[Any], keys: Iterable[int], key: str
) -> Mapping[int, Best]:
    asked = {**asked_at(venue, read_head(session)), "keys": list(keys)}
    best: dict[int, Best] = defaultdict(Best)
    for row in session.execute(statement, asked) if asked["keys"] else ():
        quoted, number = _quoted(row), getattr(row, key)
        side = "listing" if row.side == int(Side.LISTING) else "offer"
        best[number] = replace(best[number], **{side: quoted})
    return best


def _quoted(row: Any) -> Quoted:
    return Quoted(
        hash=row.hash,
        side=SIDES[row.side],
        token_id=row.token_id,
        maker=row.maker,
        price=row.price,
        expiry=row.expiry,
    )
