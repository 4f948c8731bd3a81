"""Answers of reading routes: encoded once per state, with an ETag.

What a route answers depends on its address, on the block the index stands at, on the orders and vouchers
that were handed in and on what operators have hidden, on nothing else. So an answer is kept until one of these changes, and a
browser that has it already gets a 304.

What is kept is answered in the event loop (`Kept`). What is not is put together in threads, one after another:
Python computes in one of them at a time anyway, and those that wait for their turn would only take it from each other.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from threading import BoundedSemaphore, Lock
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from sqlmodel import Session
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from toktok.api.encode import encode
from toktok.errors import ToktokError
from toktok.market.errors import NothingIndexed
from toktok.market.state import State, read_state
from toktok.store.engine import Store, Version

MEDIA_TYPE = "application/json"
KEPT_BYTES = 32 * 1024 * 1024
SMALLEST_PACKED, PACKED_HARD = 1_000, 5
"""What is smaller is sent as it is; and how long to look for what repeats (1 to 9)."""

_TURNS_SQLITE, _TURNS_POSTGRESQL = 1, 2
_PATIENCE_SECONDS = 0.25


@dataclass(frozen=True)
class Answer:
    """An encoded answer, the tag that names its content, and the route that gave it."""

    body: bytes
    etag: str
    route: Any

    @cached_property
    def packed(self) -> bytes:
        """The body compressed, for the first who asks for it so and for all who follow."""
        return gzip.compress(self.body, PACKED_HARD, mtime=0)


class Answers:
    """The answers given since the state last changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turns = BoundedSemaphore(_TURNS_POSTGRESQL if store.is_postgresql else _TURNS_SQLITE)
        self._lock = Lock()
        self._state: State | None = None
        self._version: Version | None = None
        self._size = 0
        self._kept: dict[str, Answer] = {}
        self._asking: asyncio.Task[Version] | None = None
        self._next: asyncio.Task[Version] | None = None

    async def kept(self, address: str) -> Answer | None:
        """The answer that is kept for `address`, if it is still what the database says."""
        if address not in self._kept:
            return None
        return self._find_at(await self._version_now(), address)

    def get(self, address: str, route: Any, read: Callable[[Session], object]) -> Answer:
        """The answer at `address`: the kept one, or what `read` returns from one snapshot.

        Raises NothingIndexed.
        """
        with self.turn():
            version = self._store.version()
            # Somebody else may have asked for the same just before.
            answer = self._find_at(version, address)
            if answer is not None:
                return answer
            with self._store.read() as session:
                state = read_state(session)
                if state is None:
                    raise NothingIndexed
                answer = self._find(state, version, address)
                if answer is not None:
                    return answer
                body = encode(read(session))
        digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        # Weak: the same content may travel compressed.
        answer = Answer(body, f'W/"{digest}"', route)
        self._keep(state, address, answer)
        return answer

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until it is one's turn to compute; not for long, so that nobody waits for somebody whose database is away."""
        is_mine = self._turns.acquire(timeout=_PATIENCE_SECONDS)
        try:
            yield
        finally:
            if is_mine:
                self._turns.release()

    async def _version_now(self) -> Version:
        """The database's version at some moment after this call; those who wait for it together ask once."""
        if self._next is None:
            self._next = asyncio.create_task(self._ask_after(self._asking))
        return await asyncio.shield(self._next)

    async def _ask_after(self, another: asyncio.Task[Version] | None) -> Version:
        if another is not None:
            await asyncio.wait([another])
        self._asking, self._next = self._next, None
        return await asyncio.to_thread(self._store.version)

    def _find_at(self, version: Version, address: str) -> Answer | None:
        with self._lock:
            return self._kept.get(address) if version == self._version else None

    def _find(self, state: State, version: Version, address: str) -> Answer | None:
        with self._lock:
            if state != self._state:
                return None
            # Something was written, but nothing that answers depend on.
            self._version = version
            return self._kept.get(address)

    def _keep(self, state: State, address: str, answer: Answer) -> None:
        with self._lock:
            size = len(address) + len(answer.body)
            if state != self._state or self._size + size > KEPT_BYTES:
                self._kept.clear()
                self._state, self._version, self._size = state, None, 0
            self._size += size
            self._kept[address] = answer


@dataclass(frozen=True, slots=True)
class Reading:
    """One request's access to the answers."""

    request: Request

    def answer(self, read: Callable[[Session], object]) -> Response:
        """The response to this request: `read` is given a session on one consistent state."""
        scope = self.request.scope
        answers: Answers = self.request.app.state.answers
        return _response(answers.get(_address(scope), scope["route"], read), self.request.headers)


class Kept:
    """Answers what is kept before anything else is done for a request."""

    def __init__(self, app: ASGIApp, *, answers: Answers) -> None:
        self._app = app
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app, answer = self._app, None
        if scope["type"] == "http" and scope["method"] == "GET":
            # Whoever finds the database away says so further in.
            with suppress(ToktokError):
                answer = await self._answers.kept(_address(scope))
            if answer is not None:
                scope["route"] = answer.route
                app = _kept_response(answer, Headers(scope=scope))
        await app(scope, receive, send)


def _address(scope: Scope) -> str:
    return f"{scope['path']}?{scope['query_string'].decode('latin-1')}"


def _response(answer: Answer, asked: Headers) -> Response:
    headers = {"ETag": answer.etag, "Cache-Control": "no-cache"}
    if matches(asked.get("if-none-match"), answer.etag):
        varies = len(answer.body) >= SMALLEST_PACKED
        return Response(
            status_code=304, headers=headers | ({"Vary": "Accept-Encoding"} if varies else {})
        )
    return Response(answer.body, media_type=MEDIA_TYPE, headers=headers)


def _kept_response(answer: Answer, asked: Headers) -> Response:
    """The same, compressed once for all; new ones are compressed on their way by the middleware for it."""
    response = _response(answer, asked)
    if len(response.body) >= SMALLEST_PACKED:
        response.headers["Vary"] = "Accept-Encoding"
        if "gzip" in asked.get("accept-encoding", ""):
            response.body = answer.packed
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.body))
    return response


def matches(header: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names `etag` (weak comparison, RFC 9110 section 8.8.3.2)."""
    if header is None:
        return False
    if header.strip() == "*":
        return True
    wanted = etag.removeprefix("W/")
    return any(each.strip().removeprefix("W/") == wanted for each in header.split(","))


async def _reading(request: Request) -> Reading:
    # Not the class itself: what is not async is called in another thread.
    return Reading(request)


Reader = Annotated[Reading, Depends(_reading)]


def is_kept(route: APIRoute) -> bool:
    """Whether what a route answers is kept and has an ETag."""
    return any(each.call is _reading for each in route.dependant.dependencies)
