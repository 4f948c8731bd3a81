"""What the application hands to its routes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends, Request
from sqlmodel import Session

from toktok.api.live import Hub
from toktok.api.metrics import Metrics
from toktok.chain.deployments import Deployment
from toktok.config import Settings
from toktok.media.folder import MediaFolder
from toktok.moments.desk import Desk
from toktok.moments.venue import Venue
from toktok.store.engine import Store


class Standing(Protocol):
    """How far the index is behind the node, and whether that is near enough to serve."""

    @property
    def head_number(self) -> int | None:
        """The node's last block, if it ever answered."""

    @property
    def head_timestamp(self) -> int | None:
        """Its timestamp."""

    @property
    def lag_blocks(self) -> int:
        """Blocks still to be indexed."""

    @property
    def lag_seconds(self) -> int:
        """Seconds of chain time still to be indexed."""

    @property
    def ready(self) -> bool:
        """Whether answers show the chain as it is now, give or take the allowed lag."""

    @property
    def reason(self) -> str:
        """Why not; empty if they do."""


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of one running application."""

    settings: Settings
    store: Store
    hub: Hub
    metrics: Metrics
    standing: Standing
    deployment: Callable[[int], Deployment]
    media: MediaFolder
    venue: Callable[[Session], Venue]
    desk: Desk


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Served = Annotated[Context, Depends(_context)]
