"""Sends what is new to the browsers that asked for it, beside everything else that is done."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence

from sqlmodel import Session

from toktok.accounts.inbox import NoticeRow
from toktok.accounts.push.courier import Courier, Verdict
from toktok.accounts.push.message import Message
from toktok.accounts.push.news import News, news_of
from toktok.accounts.push.subscriptions import (
    ALONE,
    accounts_after,
    claim,
    forget_away,
    forget_endpoint,
    is_anybody_away,
    is_there,
)
from toktok.accounts.push.trail import Trail
from toktok.errors import DatabaseUnavailableError
from toktok.market.head import NOWHERE, Head, read_head
from toktok.market.values import Address
from toktok.moments.venue import Venue
from toktok.store.engine import Store, Version
from toktok.store.tables import AppPushSubscription

Word = Callable[[Session, str, Sequence[NoticeRow]], list[Message]]
"""Notices as messages in a language."""

Post = tuple[AppPushSubscription, Message]

SETTLES = 30.0
"""Seconds for which a block has to have stood before anybody is told of what is in it."""

_LOG = logging.getLogger("toktok.push")

_TOGETHER = 20
_SHARE = 4
_AT_ONCE = 8
_WAITING = 1_000
_TRIES = 5
_LONGEST_WAIT = 600.0


class Pusher:
    """Looks for news now and then, a few accounts at a time, and hands them to the courier."""

    def __init__(
        self,
        store: Store,
        venue: Callable[[Session], Venue],
        word: Word,
        courier: Courier,
        *,
        caught_up: Callable[[], bool],
        look_seconds: float = 3.0,
        settles: float = SETTLES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.courier = courier
        self.answers: Counter[Verdict] = Counter()
        """What became of messages: `later` if it was given up."""
        self._store, self._venue, self._word = store, venue, word
        self._caught_up = caught_up
        self._look_seconds = look_seconds
        self._clock = clock
        self._trail = Trail(settles, clock=clock)
        self._seen: tuple[Version, Head] | None = None
        self._posts: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(_AT_ONCE)

    @property
    def waiting(self) -> int:
        """Messages under way."""
        return len(self._posts)

    async def run(self) -> None:
        """Look for news until cancelled; trouble with the database ends nothing."""
        try:
            while True:
                try:
                    await self.look()
                except Exception:
                    _LOG.exception("Push messages are interrupted.")
                await asyncio.sleep(self._look_seconds)
        finally:
            for post in self._posts:
                post.cancel()
            await self.courier.close()

    async def look(self) -> None:
        """Go through all accounts once, if anything has changed since.

        An index that is being built shows what was long ago, as if it were now: nobody is told of that.
        """
        if not self._caught_up():
            return
        version, settled, venue = await asyncio.to_thread(self._state)
        if venue is None or self._seen == (version, settled):
            return
        after: Address | None = bytes(20)
        while after is not None:
            begun = time.perf_counter()
            after, posts = await asyncio.to_thread(self._next, after, venue, settled)
            for to, message in posts:
                await self._send(to, message)
            # However many accounts there are, others have most of the time.
            await asyncio.sleep(_SHARE * (time.perf_counter() - begun) if after else 0)
        self._seen = version, settled

    async def _send(self, to: AppPushSubscription, message: Message) -> None:
        if len(self._posts) >= _WAITING:
            await asyncio.wait(self._posts, return_when=asyncio.FIRST_COMPLETED)
        post = asyncio.create_task(self._deliver(to, message))
        self._posts.add(post)
        post.add_done_callback(self._posts.discard)

    async def _deliver(self, to: AppPushSubscription, message: Message) -> None:
        """Bring a message, again if the service asks for that; given up when it would be old news."""
        left, attempt = min(_LONGEST_WAIT, message.seconds), 0
        while True:
            async with self._room:
                answer = await self.courier.bring(message, to)
            attempt += 1
            pause = max(answer.seconds, float(2**attempt))
            if answer.verdict != "later" or attempt == _TRIES or pause > left:
                break
            left -= pause
            await asyncio.sleep(pause)
            if not await asyncio.to_thread(self._is_there, to):
                return
        self.answers[answer.verdict] += 1
        if answer.verdict == "gone":
            await asyncio.to_thread(self._forget, to)
        elif answer.verdict != "taken":
            _LOG.warning("%s does not take a message: %s.", self._service(to), answer.verdict)

    def _state(self) -> tuple[Version, Head, Venue | None]:
        """What the database is, what stands, and where it is sold; None as long as nothing is indexed."""
        version = self._store.version()
        with self._store.read() as session:
            settled = self._trail.settled(session)
            venue = None if read_head(session) == NOWHERE else self._venue(session)
            away = is_anybody_away(session, now=int(self._clock()))
        if away:
            with self._store.write(alone=ALONE) as session:
                forget_away(session, now=int(self._clock()))
        return version, settled, venue

    def _next(
        self, after: Address, venue: Venue, settled: Head
    ) -> tuple[Address | None, list[Post]]:
        """What the next accounts have to be told, and the last of them if there may be more."""
        with self._store.read() as session:
            accounts = accounts_after(session, after, _TOGETHER)
        found = [news for each in accounts for news in self._news(each, venue, settled)]
        posts: list[Post] = []
        for news in found:
            # Claimed first: a message that is lost with this process is better than one that comes twice.
            with self._store.write(alone=ALONE) as session:
                claimed = claim(session, news.to.endpoint_hash, news.notices)
            rows = [row for key, row in news.notices.items() if key in claimed]
            with self._store.read() as session:
                posts += [(news.to, each) for each in self._word(session, news.to.language, rows)]
        return (accounts[-1] if len(accounts) == _TOGETHER else None), posts

    def _news(self, account: Address, venue: Venue, settled: Head) -> list[News]:
        """What is wrong with one account's news keeps nobody else from theirs."""
        try:
            # A session of its own: one that has failed answers nothing more.
            with self._store.read() as session:
                return news_of(session, venue, account, settled)
        except DatabaseUnavailableError:
            raise
        except Exception:
            _LOG.exception("The news of an account cannot be told.")
            return []

    def _is_there(self, to: AppPushSubscription) -> bool:
        with self._store.read() as session:
            return is_there(session, to)

    def _forget(self, to: AppPushSubscription) -> None:
        with self._store.write(alone=ALONE) as session:
            forget_endpoint(session, to.endpoint_hash)

    def _service(self, to: AppPushSubscription) -> str:
        return to.endpoint.split("/")[2]
