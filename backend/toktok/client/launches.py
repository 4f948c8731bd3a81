"""Launches that are open or over."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.creators import Creator
from toktok.api.schemas.market import Contribution
from toktok.client.connection import Connection
from toktok.market.rows import Status


class Launches:
    """Launches; `name` is a handle, or the address of the token."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def list(self, *, status: Status | None = None) -> Iterator[Creator]:
        """Launches, the last first."""
        return self._at.rows("/v1/launches", Creator, {"status": status})

    def get(self, name: str) -> Creator:
        """One launch."""
        return self._at.get(f"/v1/launches/{name}", Creator)

    def contributions(self, name: str) -> Iterator[Contribution]:
        """What was put in, the last first."""
        return self._at.rows(f"/v1/launches/{name}/contributions", Contribution)
