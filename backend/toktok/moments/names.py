"""What moments are called."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from toktok.moments.metadata import metadata_at
from toktok.moments.venue import Venue
from toktok.store.tables import Moment


def names_of(session: Session, moments: Iterable[int], venue: Venue) -> dict[int, str]:
    """The name of each of `moments` whose metadata is kept here and has one."""
    wanted = set(moments)
    if not wanted:
        return {}
    found = session.exec(
        select(Moment.moment, Moment.uri).where(col(Moment.moment).in_(wanted))
    ).all()
    named = {moment: metadata_at(venue.media, uri) for moment, uri in found}
    return {moment: each.name for moment, each in named.items() if each is not None and each.name}
