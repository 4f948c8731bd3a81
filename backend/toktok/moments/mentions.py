"""Which metadata names a file, told from the folder alone: it asks neither who brought a file nor when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from toktok.media.folder import MediaFolder
from toktok.moments.metadata import names_in


class Mentions:
    """The metadata in a folder, by the files it names. Only one thread at a time.

    What a name stands for never changes, so each file is looked at once.
    """

    def __init__(self, media: MediaFolder) -> None:
        self.media = media
        self._looked_at: set[str] = set()
        self._of: defaultdict[str, set[str]] = defaultdict(set)

    def of(self, cids: Iterable[str]) -> set[str]:
        """The metadata that names one of these files."""
        self._look()
        return {each for cid in cids for each in self._of.get(cid, ())}

    def _look(self) -> None:
        new = self.media.names() - self._looked_at
        for cid in new:
            for named in names_in(self.media, cid):
                self._of[named].add(cid)
        self._looked_at |= new
