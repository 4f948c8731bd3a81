"""When to look at the chain again: new heads over WebSocket, or a clock where there is none."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from types import TracebackType
from typing import Self

import httpx
import msgspec
from msgspec import Struct
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from toktok.chain.headers import Bloom, Hash, unhex
from toktok.chain.together import give_up

_RECONNECT_SECONDS = 15.0
_QUIET_POLL_SECONDS = 2.0


class Announcement(Struct, frozen=True, gc=False):
    """What a node says of a new head, unchecked."""

    number: int
    hash: bytes
    timestamp: int
    bloom: int


class _Head(Struct, rename="camel"):
    number: str
    hash: Hash
    timestamp: str
    logs_bloom: Bloom


class _Params(Struct):
    result: _Head


class _Message(Struct):
    params: _Params


_read_message = msgspec.json.Decoder(_Message).decode


def websocket_url(rpc_url: str) -> str:
    """The WebSocket address most nodes have beside their HTTP address."""
    return f"ws{httpx.URL(rpc_url).copy_with(fragment=None)!s}".replace("wshttp", "ws", 1)


class HeadWatch:
    """Says when there may be a new head. It only wakes; what is new is asked for elsewhere.

    `on_head` hears of each announcement as it arrives.
    """

    def __init__(
        self, ws_url: str, *, poll_seconds: float, on_head: Callable[[Announcement], None]
    ) -> None:
        self._ws_url = ws_url
        self._poll_seconds = poll_seconds
        self._on_head = on_head
        self._news = asyncio.Event()
        self._newest: Announcement | None = None
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
            await give_up([self._listener])

    async def wait(self, *, soon: bool = False) -> Announcement | None:
        """Until the node announces a head, or the poll interval is over; the newest of its heads.

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
        newest, self._newest = self._newest, None
        return newest

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(
                OSError, WebSocketException, TypeError, ValueError, TimeoutError
            ):
                await self._subscribe()
            self._listening = False
            self._news.set()
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _subscribe(self) -> None:
        async with connect(self._ws_url, open_timeout=5, max_size=2**20) as socket:
            request = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["newHeads"]}
            await socket.send(msgspec.json.encode(request).decode())
            reply = msgspec.json.decode(await socket.recv())
            if "error" in reply:
                raise ValueError("the node announces no heads")
            self._listening = True
            self._news.set()
            async for message in socket:
                self._newest = _read(message)
                if self._newest is not None:
                    self._on_head(self._newest)
                self._news.set()


def _read(message: str | bytes) -> Announcement | None:
    """The head in a message; None if it says less than that."""
    with contextlib.suppress(ValueError):
        head = _read_message(message).params.result
        return Announcement(
            number=int(head.number, 16),
            hash=unhex(head.hash),
            timestamp=int(head.timestamp, 16),
            bloom=int.from_bytes(unhex(head.logs_bloom), "big"),
        )
    return None
