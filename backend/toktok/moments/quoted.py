"""The best open orders: what tokens of a moment cost, and what they would bring."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from toktok.market.head import read_head
from toktok.moments.order_states import orders
from toktok.moments.signed_rows import SIDES, Quoted
from toktok.moments.typed_data import Side
from toktok.moments.venue import Venue
from toktok.store.tables import SignedOrder

SHOWN = 50

_COLUMNS: tuple[Any, ...] = (
    col(SignedOrder.id).label("id"),
    col(SignedOrder.hash).label("hash"),
    col(SignedOrder.side).label("side"),
    col(SignedOrder.moment).label("moment"),
    col(SignedOrder.token_id).label("token_id"),
    col(SignedOrder.maker).label("maker"),
    col(SignedOrder.price).label("price"),
    col(SignedOrder.expiry).label("expiry"),
)


def floors(session: Session, moments: Iterable[int], venue: Venue) -> dict[int, Quoted]:
    """The cheapest open listing of each of `moments` that has one, the first handed in if equal."""
    of_moments = col(SignedOrder.moment).in_(list(moments))
    return _best(session, venue, "moment", Side.LISTING, of_moments)


def best_offers(session: Session, moments: Iterable[int], venue: Venue) -> dict[int, Quoted]:
    """The best open offer for any token, of whatever version, of each of `moments` that has one."""
    of_moments = col(SignedOrder.moment).in_(list(moments))
    any_version = col(SignedOrder.version) == 0
    return _best(session, venue, "moment", Side.MOMENT_OFFER, of_moments, any_version)


def listings(session: Session, tokens: Iterable[int], venue: Venue) -> dict[int, Quoted]:
    """The cheapest open listing of each of `tokens` that has one."""
    of_tokens = col(SignedOrder.token_id).in_(list(tokens))
    return _best(session, venue, "token_id", Side.LISTING, of_tokens)


def token_offers(session: Session, tokens: Iterable[int], venue: Venue) -> dict[int, Quoted]:
    """The best open offer for each of `tokens` itself that has one."""
    of_tokens = col(SignedOrder.token_id).in_(list(tokens))
    return _best(session, venue, "token_id", Side.OFFER, of_tokens)


def open_orders(
    session: Session, venue: Venue, *conditions: ColumnElement[bool], cheapest: bool
) -> tuple[Quoted, ...]:
    """The best of the open orders that meet `conditions`."""
    found = orders(*_COLUMNS, venue=venue, head=read_head(session)).where(*conditions).subquery()
    price = found.c.price.asc() if cheapest else found.c.price.desc()
    chosen = select(found).where(found.c.reason == "open").order_by(price, found.c.id).limit(SHOWN)
    return tuple(_quoted(row) for row in session.execute(chosen))


def better(one: Quoted | None, other: Quoted | None) -> Quoted | None:
    """The offer that brings more."""
    if one is None or other is None:
        return one or other
    return one if one.price >= other.price else other


def _best(
    session: Session, venue: Venue, key: str, side: Side, *conditions: ColumnElement[bool]
) -> dict[int, Quoted]:
    """By `key`: the cheapest open listing, or the dearest open offer, of those that meet `conditions`."""
    found = (
        orders(*_COLUMNS, venue=venue, head=read_head(session))
        .where(col(SignedOrder.side) == int(side), *conditions)
        .subquery()
    )
    price = found.c.price.asc() if side == Side.LISTING else found.c.price.desc()
    place = func.row_number().over(partition_by=found.c[key], order_by=(price, found.c.id))
    ranked = select(found, place.label("place")).where(found.c.reason == "open").subquery()
    best = session.execute(select(ranked).where(ranked.c.place == 1))
    return {getattr(row, key): _quoted(row) for row in best}


def _quoted(row: Any) -> Quoted:
    return Quoted(
        hash=row.hash,
        side=SIDES[row.side],
        token_id=row.token_id,
        maker=row.maker,
        price=row.price,
        expiry=row.expiry,
    )
