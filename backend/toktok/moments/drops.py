"""What drops these days: auctions that end, sales that open, editions that are open."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from toktok.market.values import Page
from toktok.market.withheld import withheld_moments
from toktok.moments.moments import moment_rows
from toktok.moments.rows import MomentRow
from toktok.moments.sale_states import sale_state_at
from toktok.moments.venue import Venue
from toktok.store.tables import Auction, Moment

SPAN = 7 * 86_400
"""How far ahead is looked, in seconds."""


def list_drops(session: Session, venue: Venue, *, now: int, limit: int = 12) -> Page[MomentRow]:
    """Moments by what is urgent; the list does not go on.

    Auctions that end within a week of `now`, the first first; sales that open within one; then the newest on
    sale.
    """
    withheld = withheld_moments(session)
    most = limit + len(withheld)
    urgent = [*_auctioned(session, now, most), *_opening(session, now, most)]
    shown = [each for each in dict.fromkeys(urgent) if each not in withheld]
    if len(shown) < limit:
        more = [*shown, *_open(session, now, most)]
        shown = [each for each in dict.fromkeys(more) if each not in withheld]
    chosen = shown[:limit]
    found = session.exec(select(Moment).where(col(Moment.moment).in_(chosen)))
    by_number = {each.moment: each for each in found}
    rows = moment_rows(session, [by_number[number] for number in chosen], venue)
    return Page(tuple(rows), None)


def _auctioned(session: Session, now: int, limit: int) -> Sequence[int]:
    """Each moment once, where several of its serials are auctioned: by the auction that ends first."""
    other = aliased(Auction)
    ends_first = exists().where(
        col(other.moment) == col(Auction.moment),
        col(other.closed_at).is_(None),
        col(other.ends_at) > now,
        tuple_(col(other.ends_at), col(other.auction))
        < tuple_(col(Auction.ends_at), col(Auction.auction)),
    )
    return session.exec(
        select(Auction.moment)
        .where(
            col(Auction.closed_at).is_(None),
            Auction.ends_at > now,
            Auction.ends_at <= now + SPAN,
            ~ends_first,
        )
        .order_by(col(Auction.ends_at), col(Auction.auction))
        .limit(limit)
    ).all()


def _opening(session: Session, now: int, limit: int) -> Sequence[int]:
    return session.exec(
        select(Moment.moment)
        .where(Moment.opens_at > now, Moment.opens_at <= now + SPAN)
        .order_by(col(Moment.opens_at), col(Moment.moment))
        .limit(limit)
    ).all()


def _open(session: Session, now: int, limit: int) -> Sequence[int]:
    return session.exec(
        select(Moment.moment)
        .where(sale_state_at(now) == "open")
        .order_by(col(Moment.created_block).desc(), col(Moment.created_log).desc())
        .limit(limit)
    ).all()
