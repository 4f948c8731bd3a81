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
from typing import Protocol, TypeVar

from sqlmodel import Session

from toktok.api.changes import Changes
from toktok.api.happened import after_event, happened
from toktok.api.messages import (
    HEARTBEAT,
    Filter,
    Message,
    Telling,
    head_message,
    reorg_message,
)
from toktok.api.places import Place, place_id, resume
from toktok.errors import UnavailableError
from toktok.market.head import Head, read_head, stands
from toktok.store.engine import Store

HEARTBEAT_SECONDS = 15.0
LISTENERS = 2_000
LISTENERS_AT_ADDRESS = 100
"""From one address, behind which there may be many people; nobody takes the room of all."""

KEPT = 256
"""Tellings kept for those who read slowly; who is further behind finds what happened in the table."""

TOGETHER = 32
"""Messages in a telling at most: what waits to be sent to one listener is never much."""

_TRAIL = 256
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
        self._listeners: set[Listener] = set()
        self._trail: deque[Head] = deque(maxlen=_TRAIL)
        self._tellings: deque[Telling] = deque(maxlen=kept)
        self._told = 0
        self._told_at = time.monotonic()
        self._news = asyncio.Event()
        self._published = -1
        self._changes = Changes()

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return len(self._listeners)

    @property
    def position(self) -> int:
        """The block up to which everything has been handed out."""
        return self._published

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
            messages, self._published = await asyncio.to_thread(self._read)
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
        forgotten = self._told - len(self._tellings)
        self._listeners = {each for each in self._listeners if each.heard >= forgotten}
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    def close(self) -> None:
        """End every stream."""
        self._listeners.clear()
        self._wake()

    async def listen(
        self, wanted: Filter, since: Place | None, *, address: str | None = None
    ) -> AsyncGenerator[bytes, None]:
        """The stream of one listener at `address`: what it missed after `since`, then what happens.

        Raises TooManyListeners, before the first byte.
        """
        self._require_room(address)
        listener = Listener(wanted, heard=self._told, address=address)
        # From here on, nothing after this block is lost; what came before is in the table.
        self._listeners.add(listener)
        position = self.position
        return self._stream(listener, since, position)

    def _require_room(self, address: str | None) -> None:
        if len(self._listeners) >= LISTENERS:
            raise TooManyListeners(f"{LISTENERS} event streams are open.")
        here = sum(each.address == address for each in self._listeners)
        if address is not None and here >= LISTENERS_AT_ADDRESS:
            raise TooManyListeners(f"{LISTENERS_AT_ADDRESS} event streams are open from there.")

    async def _stream(
        self, listener: Listener, since: Place | None, position: int
    ) -> AsyncGenerator[bytes, None]:
        try:
            yield b"retry: 2000\n\n"
            async for message in self._missed(listener.wanted, since, position):
                yield message.wire
            # Who is not among them any more has fallen behind, or all are sent home.
            while listener in self._listeners:
                if listener.heard == self._told:
                    await self._news.wait()
                    continue
                telling = self._tellings[listener.heard - self._told]
                listener.heard += 1
                if wire := telling.to(listener.wanted):
                    yield wire
        finally:
            self._listeners.discard(listener)

    async def _missed(
        self, wanted: Filter, place: Place | None, position: int
    ) -> AsyncIterator[Message]:
        begin = await self._in_session(partial(resume, place=place, position=position))
        if begin.reorg_to is not None:
            yield reorg_message(begin.reorg_to)
        since = begin.since
        while since is not None:
            messages, since = await self._in_session(
                partial(after_event, event=since, up_to=position, wanted=wanted)
            )
            for message in messages:
                yield message
        if begin.head.number >= 0:
            yield head_message(begin.head, seen=begin.seen)

    async def _in_session(self, read: Callable[[Session], Result]) -> Result:
        def in_thread() -> Result:
            with self._store.read() as session:
                return read(session)

        return await asyncio.to_thread(in_thread)

    def _read(self) -> tuple[list[Message], int]:
        """What to say, and the block up to which that says everything."""
        with self._store.read() as session:
            head = read_head(session)
            return [*self._of_chain(session, head), *self._changes.read(session)], head.number

    def _of_chain(self, session: Session, head: Head) -> list[Message]:
        messages: list[Message] = []
        if self._trail:
            if head.hash == self._trail[-1].hash:
                return []
            messages += self._rewind(session, head)
        if self._trail:
            messages += happened(session, self._trail[-1], head)
        self._trail.append(head)
        return [*messages, head_message(head, seen=place_id(head.number, None, head.hash))]

    def _rewind(self, session: Session, head: Head) -> list[Message]:
        """Forget the blocks that are no more; say so if there were any.

        Further back than we remember, everything has to be read anew: the reorg is to block -1.
        """
        before = len(self._trail)
        while self._trail and not stands(session, self._trail[-1], head):
            self._trail.pop()
        if len(self._trail) == before:
            return []
        if not self._trail:
            return [reorg_message(-1)]
        return [reorg_message(self._trail[-1].number, self._trail[-1].hash)]
