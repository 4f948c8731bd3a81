"""Carries messages to push services: to addresses of the Internet only, quickly, and nowhere else they point to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Literal

import httpcore
import httpx

from toktok.accounts.push.encoding import read
from toktok.accounts.push.errors import SubscriptionRefused
from toktok.accounts.push.key import PushKey
from toktok.accounts.push.message import Message
from toktok.accounts.push.sealing import seal
from toktok.accounts.push.services import Reach
from toktok.store.tables import AppPushSubscription

Headers = dict[bytes | str, bytes | str]
Verdict = Literal["taken", "gone", "later", "refused"]

SECONDS = 15.0
"""So long one attempt may take, whatever the service does."""

_LARGEST_ANSWER = 4_096
_TIMEOUTS = {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": SECONDS}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service says to a message: `gone` for good, or `later`, after so many seconds."""

    verdict: Verdict
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outside:
    """What of the world outside is called, and whose word is taken for who it is."""

    reach: Reach = field(default_factory=Reach)
    tls: ssl.SSLContext = field(default_factory=httpx.create_ssl_context)


class NotReachable(httpcore.ConnectError):
    """The name leads to no address that may be called."""


class Courier:
    """Brings messages to browsers' push services, a few at a time."""

    def __init__(
        self, key: PushKey, outside: Outside, *, clock: Callable[[], float] = time.time
    ) -> None:
        self.key = key
        self.reach = outside.reach
        self._clock = clock
        # A name server that is away keeps threads waiting: not those that everything else needs.
        self._beside = ThreadPoolExecutor(4, thread_name_prefix="toktok-push")
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=outside.tls,
            max_connections=16,
            max_keepalive_connections=8,
            keepalive_expiry=30.0,
            network_backend=_Outward(outside.reach.allows, self._beside),
        )

    async def bring(self, message: Message, to: AppPushSubscription) -> Answer:
        """One attempt."""
        try:
            async with asyncio.timeout(SECONDS):
                loop = asyncio.get_running_loop()
                written = await loop.run_in_executor(self._beside, self._written, message, to)
                return await self._post(to.endpoint, *written)
        except (SubscriptionRefused, ValueError):
            return Answer("refused")
        except (TimeoutError, OSError, httpcore.NetworkError, httpcore.TimeoutException):
            return Answer("later")
        except httpcore.ProtocolError:
            return Answer("refused")

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.aclose()
        self._beside.shutdown(wait=False, cancel_futures=True)

    def _written(self, message: Message, to: AppPushSubscription) -> tuple[Headers, bytes]:
        """What is sent. Raises SubscriptionRefused, ValueError."""
        headers = self._headers(self.reach.require(to.endpoint), message)
        return headers, seal(message.payload(), key=read(to.key), secret=read(to.secret))

    def _headers(self, origin: str, message: Message) -> Headers:
        return {
            "Authorization": self.key.authorization(origin, now=int(self._clock())),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.seconds),
            "Urgency": "high" if message.urgent else "normal",
        }

    async def _post(self, endpoint: str, headers: Headers, body: bytes) -> Answer:
        extensions = {"timeout": _TIMEOUTS}
        async with self._pool.stream(
            "POST", endpoint, headers=headers, content=body, extensions=extensions
        ) as response:
            # One that is read to its end lets the connection be used again.
            with suppress(httpcore.NetworkError, httpcore.ProtocolError):
                await _read_some(response)
            return self._answer(response.status, response.headers)

    def _answer(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> Answer:
        if 200 <= status < 300:
            return Answer("taken")
        if status in (404, 410):
            return Answer("gone")
        if status == 429 or status >= 500:
            said = {name.lower(): value.decode("latin-1") for name, value in headers}
            return Answer("later", _seconds(said.get(b"retry-after", ""), self._clock()))
        return Answer("refused")


class _Outward(httpcore.AsyncNetworkBackend):
    """Looks a name up once and connects to what was looked at, so that it cannot change in between."""

    def __init__(self, allows: Callable[[str], bool], names: Executor) -> None:
        self._allows = allows
        self._names = names
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the base class has it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        look = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self._names, look)
        addresses = [str(each[4][0]) for each in found]
        # A name that also leads into a network of one's own is no service's.
        if not addresses or not all(map(self._allows, addresses)):
            raise NotReachable(f"{host} is not on the Internet")
        for address in addresses[:-1]:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
        return await self._network.connect_tcp(
            addresses[-1], port, timeout, local_address, socket_options
        )

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _read_some(response: httpcore.Response) -> None:
    """The body, if it is as short as those of push services are."""
    size = 0
    async for chunk in response.aiter_stream():
        size += len(chunk)
        if size > _LARGEST_ANSWER:
            return


def _seconds(retry_after: str, now: float) -> float:
    """How long a service wants to be left alone: a number or a date (RFC 9110 section 10.2.3)."""
    if retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except ValueError:
        return 0.0
