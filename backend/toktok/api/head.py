"""HEAD: what GET would answer, without the body (RFC 9110 section 9.3.2)."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadRequests:
    """Asks the application as if with GET and sends on only the head of the answer.

    An answer without an end, such as the event stream, is left as soon as it has begun.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        ended = False

        async def send_head(message: Message) -> None:
            nonlocal ended
            if message["type"] == "http.response.start":
                await send(message)
            elif not ended:
                ended = True
                await send({"type": "http.response.body", "body": b""})
                if message.get("more_body"):
                    answering.cancel()

        as_get = self._app({**scope, "method": "GET"}, receive, send_head)
        answering = asyncio.ensure_future(as_get)
        try:
            await answering
        except asyncio.CancelledError:
            answering.cancel()
            if not ended:
                raise
