"""Who leads."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.leaders import EarlyFan, Leader
from toktok.client.connection import Connection
from toktok.market.leaders import By


class Leaderboards:
    """Creators, and the fans of the first hour."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def creators(self, *, by: By = "volume") -> Iterator[Leader]:
        """Creators, the greatest first."""
        return self._at.rows("/v1/leaderboards/creators", Leader, {"by": by})

    def fans(self) -> Iterator[EarlyFan]:
        """What fans put into launches and have kept, the most first."""
        return self._at.rows("/v1/leaderboards/fans", EarlyFan)
