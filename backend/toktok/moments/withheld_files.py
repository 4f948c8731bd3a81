"""Files that only hidden moments use: while these are hidden nobody gets them, whoever knows their names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from threading import Lock

from sqlalchemy import or_
from sqlmodel import Session, col, select

from toktok.market.state import State, read_state
from toktok.market.withheld import withheld_moments
from toktok.media.folder import MediaFolder
from toktok.moments.metadata import files_of
from toktok.store.engine import Store, Version
from toktok.store.tables import AppUpload, Moment

Withheld = Mapping[str, tuple[int, ...]]
"""Each file that is withheld, and the hidden moments that use it."""


class WithheldFiles:
    """What is withheld, found anew when operators or the chain may have changed it. Safe between threads.

    A clip is asked for in many parts, so what is found is kept: as long as nothing was written, asking costs no
    question to a table.
    """

    def __init__(self, store: Store, media: MediaFolder) -> None:
        self._store = store
        self._media = media
        self._lock = Lock()
        self._version: Version | None = None
        self._state: State | None = None
        self._kept: Withheld = {}

    def moments_with(self, cid: str) -> tuple[int, ...]:
        """The hidden moments for which this file is withheld; none where everybody may have it."""
        # Named before it is read: what is written meanwhile is read the next time.
        version = self._store.version()
        with self._lock:
            if version != self._version:
                self._renew(version)
            return self._kept.get(cid, ())

    def _renew(self, version: Version) -> None:
        with self._store.read() as session:
            state = read_state(session)
            if state != self._state:
                self._kept = _withheld(session, self._media)
        self._state, self._version = state, version


def _withheld(session: Session, media: MediaFolder) -> Withheld:
    names = withheld_moments(session)
    if not names:
        return {}
    hidden = session.exec(select(Moment).where(col(Moment.moment).in_(names))).all()
    users: dict[str, tuple[int, ...]] = {}
    for each in hidden:
        for cid in files_of(media, each.uri):
            users[cid] = (*users.get(cid, ()), each.moment)
    shown = _shown(session, media, hidden, users.keys())
    return {cid: moments for cid, moments in users.items() if cid not in shown}


def _shown(
    session: Session, media: MediaFolder, hidden: Collection[Moment], cids: Collection[str]
) -> set[str]:
    """Files that something uses which is not hidden.

    Who could use one of `cids` is found by the hash of its clip, that of the hidden moment or of an upload that
    came with one of them, and then asked what it uses.
    """
    uploads = session.exec(
        select(AppUpload).where(
            or_(col(AppUpload.media_cid).in_(cids), col(AppUpload.poster_cid).in_(cids)),
            AppUpload.state == "approved",
        )
    ).all()
    hashes = {each.content_hash for each in hidden} | {each.media_hash for each in uploads}
    others = session.exec(
        select(Moment.uri).where(
            col(Moment.content_hash).in_(hashes),
            col(Moment.moment).not_in([each.moment for each in hidden]),
        )
    ).all()
    used = {cid for uri in others for cid in files_of(media, uri)}
    # Whatever a moment says that it shows, a sound is not the moment's to take along.
    sounds = {
        cid
        for each in uploads
        if each.kind == "sound"
        for cid in (each.media_cid, each.poster_cid, each.metadata_cid)
        if cid is not None
    }
    return used | sounds
