"""Files that only hidden moments use: while these are hidden nobody gets them, whoever knows their names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from threading import Lock

from sqlmodel import Session, col, select

from toktok.market.state import State, read_state
from toktok.market.withheld import withheld_moments
from toktok.media.cid import SCHEME
from toktok.media.folder import MediaFolder
from toktok.moments.mentions import Mentions
from toktok.moments.metadata import Metadata, files_of
from toktok.store.engine import Store, Version
from toktok.store.tables import Moment, Sound

Withheld = Mapping[str, tuple[int, ...]]
"""Each file that is withheld, and the hidden moments that use it."""


class WithheldFiles:
    """What is withheld, found anew when operators or the chain may have changed it. Safe between threads.

    A clip is asked for in many parts, so what is found is kept: as long as nothing was written, asking costs no
    question to a table.
    """

    def __init__(self, store: Store, media: MediaFolder) -> None:
        self._store = store
        self._mentions = Mentions(media)
        self._lock = Lock()
        self._version: Version | None = None
        self._state: State | None = None
        self._kept: Withheld = {}

    def moments_with(self, cid: str) -> tuple[int, ...]:
        """The hidden moments for which this file is withheld; none where everybody may have it."""
        # Named before it is read: what is written meanwhile is read the next time.
        version = self._store.version()
        with self._lock:
            if version == self._version:
                return self._kept.get(cid, ())
        # Whoever holds the lock has a session: who waited for one there would hold up those that have.
        with self._store.read() as session:
            return self._as_seen(session, version).get(cid, ())

    def moments_behind(self, session: Session, metadata: Metadata | None) -> tuple[int, ...]:
        """The hidden moments for which something that metadata shows is withheld, as `session` sees them."""
        if metadata is None:
            return ()
        kept = self._as_seen(session, None)
        shown = (metadata.image, metadata.animation, metadata.audio)
        found = {moment for cid in shown if cid is not None for moment in kept.get(cid, ())}
        return tuple(sorted(found))

    def _as_seen(self, session: Session, version: Version | None) -> Withheld:
        state = read_state(session)
        with self._lock:
            if state != self._state:
                # A session may be older than what was written: until one is known not to be, none counts as new.
                self._kept, self._version = _withheld(session, self._mentions), None
                self._state = state
            if version is not None:
                self._version = version
            return self._kept


def _withheld(session: Session, mentions: Mentions) -> Withheld:
    names = withheld_moments(session)
    if not names:
        return {}
    hidden = session.exec(select(Moment).where(col(Moment.moment).in_(names))).all()
    users: dict[str, tuple[int, ...]] = {}
    for each in hidden:
        for cid in files_of(mentions.media, each.uri):
            users[cid] = (*users.get(cid, ()), each.moment)
    shown = _shown(session, mentions, names, users.keys())
    return {cid: moments for cid, moments in users.items() if cid not in shown}


def _shown(
    session: Session, mentions: Mentions, hidden: Collection[int], cids: Collection[str]
) -> set[str]:
    """Files that a moment uses which is not hidden, or a sound: that is not a moment's to take along.

    Whoever uses one of `cids` says so by its address: that of the file, or of metadata that names it. What a
    moment says of its content proves nothing, and who brought a file may have left.
    """
    uris = [f"{SCHEME}{cid}" for cid in {*cids, *mentions.of(cids)}]
    moments = select(Moment.uri).where(col(Moment.uri).in_(uris), col(Moment.moment).not_in(hidden))
    sounds = select(Sound.uri).where(col(Sound.uri).in_(uris))
    used = {*session.exec(moments), *session.exec(sounds)}
    return {cid for uri in used for cid in files_of(mentions.media, uri)}
