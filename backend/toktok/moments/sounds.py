"""Sounds: one with the moments that use it, or a list."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.market.creators import deployment
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.moments.errors import UnknownSound
from toktok.moments.metadata import metadata_at
from toktok.moments.moments import list_moments
from toktok.moments.rows import SoundDetail, SoundRow, extend
from toktok.moments.venue import Venue
from toktok.payouts.splits import splits_at
from toktok.store.tables import Sound

USES_SHOWN = 24
_KEY = (63,)


def list_sounds(
    session: Session,
    venue: Venue,
    *,
    artist: Address | None = None,
    limit: int = 24,
    cursor: str | None = None,
) -> Page[SoundRow]:
    """Sounds, the newest first. Raises ForeignCursor."""
    listing = Listing(("sounds", artist, deployment(session)))
    # They are counted as they are registered.
    number = col(Sound.sound_id)
    statement = select(Sound).order_by(number.desc()).limit(limit + 1)
    if artist is not None:
        statement = statement.where(Sound.artist == artist)
    if cursor is not None:
        statement = statement.where(number < listing.key(cursor, _KEY)[0])
    found = session.exec(statement).all()
    shown = found[:limit]
    rows = tuple(_row(session, each, venue) for each in shown)
    return Page(rows, listing.cursor((shown[-1].sound_id,)) if len(found) > limit else None)


def one_sound(session: Session, sound_id: int, venue: Venue) -> SoundDetail:
    """A sound and the newest moments that use it. Raises UnknownSound."""
    found = session.get(Sound, sound_id)
    if found is None:
        raise UnknownSound(sound_id)
    used_by = list_moments(session, venue, sound=sound_id, limit=USES_SHOWN).items
    return extend(SoundDetail, _row(session, found, venue), used_by=used_by)


def _row(session: Session, sound: Sound, venue: Venue) -> SoundRow:
    return SoundRow(
        sound_id=sound.sound_id,
        artist=sound.artist,
        uri=sound.uri,
        content_hash=sound.content_hash,
        metadata=metadata_at(venue.media, sound.uri),
        share_bps=sound.share_bps,
        splits=splits_at(session, sound.splits),
        registered_at=sound.registered_at,
        moments=sound.moments,
        earned=sound.earned,
    )
