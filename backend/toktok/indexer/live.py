"""When to look at the chain again: new heads over WebSocket, or a clock where there is none."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType
from typing import Self

import httpx
import orjson
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

_RECONNECT_SECONDS = 15.0
_QUIET_POLL_SECONDS = 2.0


def websocket_url(rpc_url: str) -> str:
    """The WebSocket address most nodes have beside their HTTP address."""
    return f"ws{httpx.URL(rpc_url).copy_with(fragment=None)!s}".replace("wshttp", "ws", 1)


class HeadWatch:
    """Says when there may be a new head. It only wakes; what is new is asked for elsewhere."""

    def __init__(self, ws_url: str, *, poll_seconds: float) -> None:
        self._ws_url = ws_url
        self._poll_seconds = poll_seconds
        self._news = asyncio.Event()
        self._listening = False
        self._listener: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._listener = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.gather(self._listener, return_exceptions=True)

    async def wait(self, *, soon: bool = False) -> None:
        """Until the node announces a head, or the poll interval is over.

        While announcements arrive the clock only guards against one that got lost, unless something
        is expected `soon`.
        """
        seconds = self._poll_seconds
        if self._listening and not soon:
            seconds = max(seconds, _QUIET_POLL_SECONDS)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(OSError, WebSocketException, ValueError, TimeoutError):
                await self._subscribe()
            self._listening = False
            self._news.set()
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _subscribe(self) -> None:
        async with connect(self._ws_url, open_timeout=5, max_size=2**20) as socket:
            request = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["newHeads"]}
            await socket.send(orjson.dumps(request).decode())
            reply = orjson.loads(await socket.recv())
            if "error" in reply:
                raise ValueError("the node announces no heads")
            self._listening = True
            self._news.set()
            async for _message in socket:
                self._news.set()
