"""Live events: one reader of the activity table, any number of listeners.

A commit of the indexer is only a sign to look. What listeners get comes from the table, so a
listener that was away reads there what it missed, and one that is too slow is sent away to do so.

What is found by a look is put together once, and kept in one short row of tellings for all of them: a listener is a
place in that row, so that a thousand take no more memory than one, and slow ones none at all.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from functools import partial
from typing import NamedTuple, Protocol, TypeVar
from weakref import WeakSet

from sqlmodel import Session

from toktok.api.changes import Changes
from toktok.api.happened import Blocks, after_event
from toktok.api.messages import (
    HEARTBEAT,
    Filter,
    Message,
    Telling,
    head_message,
    reorg_message,
)
from toktok.api.places import Place, is_at, resume
from toktok.errors import UnavailableError
from toktok.market.head import NOWHERE, Head, read_head
from toktok.store.engine import Store

HEARTBEAT_SECONDS = 15.0
LISTENERS = 2_000
LISTENERS_AT_ADDRESS = 100
"""From one address, behind which there may be many people; nobody takes the room of all."""

KEPT = 256
"""Tellings kept for those who read slowly; who is further behind finds what happened in the table."""

TOGETHER = 32
"""Messages in a telling at most: what waits to be sent to one listener is never much."""

_PAUSE_SECONDS = 1.0

_LOG = logging.getLogger("toktok.api")

Result = TypeVar("Result")


class News(Protocol):
    """Where commits of the indexer are announced."""

    def subscribe(self) -> AsyncIterator[object]:
        """One item for every commit from now on, until closed."""
        ...


class TooManyListeners(UnavailableError):
    """No room for another event stream."""

    title = "Too many listeners"
    remedy = "Try again in a minute, or read `GET /v1/activity` instead."


class Listener:
    """One open stream: what it wants, from where, and how many tellings it has heard."""

    def __init__(self, wanted: Filter, *, heard: int, address: str | None) -> None:
        self.wanted = wanted
        self.heard = heard
        self.address = address


class Look(NamedTuple):
    """What to say, the block up to which that says everything, and where the next look goes on."""

    messages: list[Message]
    head: Head
    blocks: Blocks
    changes: Changes


class Hub:
    """Hands what the indexer commits to everybody who listens."""

    def __init__(
        self,
        store: Store,
        *,
        heartbeat: float = HEARTBEAT_SECONDS,
        look_seconds: float = 0.5,
        kept: int = KEPT,
    ) -> None:
        self._store = store
        self._heartbeat = heartbeat
        self._look_seconds = look_seconds
        # A stream nobody has begun to read has no end that could be noticed: it is gone when its listener is.
        self._listeners: WeakSet[Listener] = WeakSet()
        self._tellings: deque[Telling] = deque(maxlen=kept)
        self._told = 0
        self._told_at = time.monotonic()
        self._news = asyncio.Event()
        self._closed = False
        self._head: Head | None = None
        self._blocks = Blocks()
        self._changes = Changes()

    @property
    def listeners(self) -> int:
        """How many streams are open, of those who do not read too."""
        return len(self._listeners)

    @property
    def position(self) -> int:
        """The block up to which everything has been handed out."""
        return (self._head or NOWHERE).number

    async def run(self, news: News) -> None:
        """Follow the indexer until cancelled; trouble with the database ends nothing."""
        while True:
            try:
                await self._follow(news.subscribe())
            except Exception:
                _LOG.exception("live events are interrupted")
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _follow(self, commits: AsyncIterator[object]) -> None:
        # Asked before looking, so that no commit falls between the two.
        commit = asyncio.ensure_future(anext(commits))
        try:
            while True:
                await self.look()
                # The commits may be another process's: then the clock has to do.
                await asyncio.wait({commit}, timeout=self._look_seconds)
                if commit.done():
                    commit.result()
                    commit = asyncio.ensure_future(anext(commits))
        finally:
            commit.cancel()

    async def look(self) -> None:
        """Hand out what has been committed since the last look."""
        messages: list[Message] = []
        try:
            # All at once, and only what is handed out below: what fails halfway is read again by the next look.
            messages, self._head, self._blocks, self._changes = await asyncio.to_thread(self._read)
        finally:
            # A database that is away is no reason to be silent: what is between us would cut the lines.
            if not messages and time.monotonic() - self._told_at >= self._heartbeat:
                messages = [HEARTBEAT]
            for begin in range(0, len(messages), TOGETHER):
                self._tell(Telling(messages[begin : begin + TOGETHER]))

    def _tell(self, telling: Telling) -> None:
        self._tellings.append(telling)
        self._told += 1
        self._told_at = time.monotonic()
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        self._wake()

    async def listen(
        self, wanted: Filter, since: Place | None, *, address: str | None = None
    ) -> AsyncGenerator[bytes, None]:
        """The stream of one listener at `address`: what it missed after `since`, then what happens.

        Raises TooManyListeners, before the first byte.
        """
        self._require_room(address)
        listener = Listener(wanted, heard=self._told, address=address)
        self._listeners.add(listener)
        return self._stream(listener, since)

    def _require_room(self, address: str | None) -> None:
        if len(self._listeners) >= LISTENERS:
            raise TooManyListeners(f"{LISTENERS} event streams are open.")
        if address is None:
            return
        here = sum(each.address == address for each in self._listeners)
        if here >= LISTENERS_AT_ADDRESS:
            raise TooManyListeners(f"{LISTENERS_AT_ADDRESS} event streams are open from there.")

    async def _stream(self, listener: Listener, since: Place | None) -> AsyncGenerator[bytes, None]:
        try:
            yield b"retry: 2000\n\n"
            while self._head is None and not self._closed:
                await self._news.wait()
                yield HEARTBEAT.wire
            # From here on, nothing after this block is lost; what came before is in the table.
            head, listener.heard = self._head or NOWHERE, self._told
            if since is not None and not is_at(since, head):
                async for message in self._missed(listener.wanted, since, head.number):
                    yield message.wire
            if head is not NOWHERE:
                yield head_message(head).wire
            async for wire in self._heard(listener):
                yield wire
        finally:
            self._listeners.discard(listener)

    async def _heard(self, listener: Listener) -> AsyncIterator[bytes]:
        """What is told from now on, until `listener` has fallen behind or all are sent home."""
        while not self._closed and listener.heard >= self._told - len(self._tellings):
            if listener.heard == self._told:
                await self._news.wait()
                continue
            telling = self._tellings[listener.heard - self._told]
            listener.heard += 1
            if wire := telling.to(listener.wanted):
                yield wire

    async def _missed(self, wanted: Filter, place: Place, position: int) -> AsyncIterator[Message]:
        begin = await self._in_session(partial(resume, place=place))
        if begin.reorg_to is not None:
            yield reorg_message(begin.reorg_to)
        since = begin.since
        while since is not None:
            messages, since = await self._in_session(
                partial(after_event, event=since, up_to=position, wanted=wanted)
            )
            for message in messages:
                yield message

    async def _in_session(self, read: Callable[[Session], Result]) -> Result:
        def in_thread() -> Result:
            with self._store.read() as session:
                return read(session)

        return await asyncio.to_thread(in_thread)

    def _read(self) -> Look:
        with self._store.read() as session:
            head = read_head(session)
            happened, blocks = self._blocks.read(session, head)
            changed, changes = self._changes.read(session)
        return Look([*happened, *changed], head, blocks, changes)
