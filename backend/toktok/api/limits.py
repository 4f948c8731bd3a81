"""How much one client may hand in: so often, and so large."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from threading import Lock

from fastapi import Depends, Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from toktok.errors import ToktokError

LARGEST_BODY = 64 * 1024
BURST = 120
PER_SECOND = 1.0
_CLIENTS = 10_000


class TooManyRequests(ToktokError):
    """More was handed in than one client may at once."""

    status = 429
    title = "Too many requests"
    remedy = "Wait for as many seconds as `Retry-After` says, then send it again."

    def __init__(self, seconds: int) -> None:
        super().__init__(f"More of this is taken again in {seconds} s.")
        self.seconds = seconds


class Allowance:
    """What each client may still hand in: `burst` at once, then so many a second.

    The clients longest away are forgotten first, by when they would have their burst again.
    """

    def __init__(
        self,
        *,
        burst: int = BURST,
        per_second: float = PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Count one more of `client`. Raises TooManyRequests."""
        now = self._clock()
        with self._lock:
            left, since = self._left.pop(client, (float(self._burst), now))
            left = min(float(self._burst), left + (now - since) * self._per_second)
            granted = left >= 1
            self._left[client] = (left - granted, now)
            if len(self._left) > _CLIENTS:
                self._left.popitem(last=False)
        if not granted:
            raise TooManyRequests(int((1 - left) / self._per_second) + 1)


def _count(request: Request) -> None:
    allowance: Allowance = request.app.state.allowance
    allowance.take(request.client.host if request.client is not None else "")


Counted = Depends(_count)
"""A route with this counts what a client hands in."""


class BodyLimit:
    """Reads no body further than it may be long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST_BODY:
                # Of this kind the framework lets pass what happens while it reads.
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, counted, send)
