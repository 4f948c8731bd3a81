"""How much one client may hand in: so often, and so large."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Network, ip_address
from threading import Lock
from typing import Any, ClassVar, Literal

from fastapi import Depends, Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from toktok.api.origin import is_this_machine
from toktok.api.session import MaybeSignedIn
from toktok.errors import Cases, ToktokError
from toktok.media.taken import LARGEST

KB, MB = 1024, 1024 * 1024

LARGEST_BODY = 64 * KB
LARGEST_BODIES: Mapping[str, int] = {
    "/v1/me/picture": 4 * MB,
    "/v1/uploads/files": max(LARGEST.values()),
}
"""Routes that take more than the usual, and how much."""

Kind = Literal[
    "read", "signed", "sign_in", "profile", "keep", "like", "follow", "comment", "report", "upload"
]


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, then so many a second."""

    burst: int
    per_second: float


RATES: Mapping[Kind, Rate] = {
    "read": Rate(225, 7.5),
    "signed": Rate(30, 0.25),
    "sign_in": Rate(20, 0.5),
    "profile": Rate(20, 0.1),
    "keep": Rate(60, 1),
    "like": Rate(60, 1),
    "follow": Rate(60, 0.5),
    "comment": Rate(10, 0.1),
    "report": Rate(10, 0.05),
    "upload": Rate(10, 0.02),
}
"""What one account may hand in, by what it is, and ask for that has to be computed."""

SHARED = 4
"""So many times that may come from one address, behind which a whole household or a café may be."""

UNCOUNTED = (
    "/static/", "/texts/", "/icons/", "/v1/media/", "/v1/pictures/", "/v1/events", "/health", "/ready", "/metrics",
)  # fmt: skip
"""What is read without computing: files, and what watches the server asks; streams have a limit of their own."""

_CLIENTS = 10_000
_IPV6_HOME = 64


class TooManyRequests(ToktokError):
    """More was handed in or asked for than one client may at once."""

    status = 429
    title = "Too many requests"
    remedy = "Wait for as many seconds as `Retry-After` says, then send it again."
    cases: ClassVar[Cases] = {"": ("seconds",)}

    def __init__(self, seconds: int) -> None:
        super().__init__(f"More of this is taken again in {seconds} s.", seconds=seconds)
        self.seconds = seconds


class Allowance:
    """What each client may still hand in: a burst at once, then so many a second.

    The clients longest away are forgotten first, by when they would have their burst again.
    """

    def __init__(self, rate: Rate, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Count one more of `client`. Raises TooManyRequests."""
        now, most = self._clock(), float(self._rate.burst)
        with self._lock:
            left, since = self._left.pop(client, (most, now))
            left = min(most, left + (now - since) * self._rate.per_second)
            granted = left >= 1
            self._left[client] = (left - granted, now)
            if len(self._left) > _CLIENTS:
                self._left.popitem(last=False)
        if not granted:
            raise TooManyRequests(int((1 - left) / self._rate.per_second) + 1)


class Allowances:
    """The allowances of all kinds: of each account, and of each address for everybody behind it."""

    def __init__(self, rates: Mapping[Kind, Rate] = RATES) -> None:
        self._accounts = {kind: Allowance(rate) for kind, rate in rates.items()}
        self._addresses = {
            kind: Allowance(Rate(SHARED * rate.burst, SHARED * rate.per_second))
            for kind, rate in rates.items()
        }

    def take(self, kind: Kind, *, address: str, account: bytes | None) -> None:
        """Count one more. Raises TooManyRequests."""
        if account is not None:
            self._accounts[kind].take(account.hex())
        self._addresses[kind].take(address)


def counted(kind: Kind) -> Any:
    """A route with this dependency counts what comes from an address, and from who is signed in."""

    def count(request: Request, account: MaybeSignedIn) -> None:
        allowances: Allowances = request.app.state.allowances
        allowances.take(kind, address=client_of(request), account=account)

    return Depends(count)


def client_of(request: Request) -> str:
    """Where a request comes from: an address, or of IPv6 the network, as every host of it has as many as it likes."""
    host = request.client.host if request.client is not None else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv4Address) or address.is_loopback:
        return host
    mapped = address.ipv4_mapped
    network = IPv6Network((address.packed, _IPV6_HOME), strict=False)
    return str(network if mapped is None else mapped)


class ReadLimit:
    """Counts what is read and was not kept, for each address; raises TooManyRequests.

    This machine is not counted: nobody else comes from it, save a proxy that does not say for whom it asks.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            client = client_of(Request(scope))
            if is_counted(scope["path"]) and not is_this_machine(client):
                allowances: Allowances = scope["app"].state.allowances
                allowances.take("read", address=client, account=None)
        await self._app(scope, receive, send)


def is_counted(path: str) -> bool:
    """Whether what is read at `path` has to be computed."""
    return not path.startswith(UNCOUNTED)


class BodyLimit:
    """Reads no body further than its route takes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read, most = 0, largest_body(scope["path"])

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                # Of this kind the framework lets pass what happens while it reads.
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, counted, send)


def largest_body(path: str) -> int:
    """How many bytes the route at `path` takes."""
    return LARGEST_BODIES.get(path, LARGEST_BODY)
