"""The sound library."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.sounds import Sound, SoundDetail
from toktok.client.connection import Connection


class Sounds:
    """Sounds, by their number."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def list(self, *, artist: str | None = None) -> Iterator[Sound]:
        """Sounds, the newest first."""
        return self._at.rows("/v1/sounds", Sound, {"artist": artist})

    def get(self, sound: int) -> SoundDetail:
        """One sound, and what it earned."""
        return self._at.get(f"/v1/sounds/{sound}", SoundDetail)
