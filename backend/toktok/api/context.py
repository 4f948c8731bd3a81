"""What the application hands to its routes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from toktok.accounts.names import Names
from toktok.accounts.push.pusher import Pusher
from toktok.accounts.sessions import Sessions
from toktok.accounts.sign_in import SignIn
from toktok.api.live import Hub
from toktok.api.metrics import Metrics
from toktok.api.standing import Standing
from toktok.chain.code import CodeCheck
from toktok.chain.deployments import Deployment
from toktok.config import Settings
from toktok.media.folder import MediaFolder
from toktok.media.waiting import WaitingRoom
from toktok.moments.desk import Desk
from toktok.moments.venue import Venue
from toktok.moments.withheld_files import WithheldFiles
from toktok.store.engine import Store


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of one running application."""

    settings: Settings
    store: Store
    hub: Hub
    metrics: Metrics
    standing: Standing
    deployment: Callable[[int], Deployment]
    code: CodeCheck
    media: MediaFolder
    withheld: WithheldFiles
    venue: Callable[[Session], Venue]
    desk: Desk
    sessions: Sessions
    sign_in: SignIn
    names: Names
    pictures: MediaFolder
    pusher: Pusher | None

    @property
    def waiting(self) -> WaitingRoom:
        """Files that operators have not looked at yet, beside those that are published."""
        return WaitingRoom(self.settings.media_dir / "waiting")


async def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Served = Annotated[Context, Depends(_context)]
