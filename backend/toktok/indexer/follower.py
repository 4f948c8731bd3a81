"""Following a node: extend while its blocks link to ours, step back when they do not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from enum import Enum, auto

from toktok.chain.blocks import fetch_head
from toktok.chain.contracts import Contracts
from toktok.chain.deployments import Deployment
from toktok.chain.headers import ContradictionError, Header
from toktok.chain.rpc import RetryPolicy, Rpc
from toktok.errors import ReorgTooDeepError, RpcError, UntrustedNodeError
from toktok.indexer import metrics
from toktok.indexer.backfill import Backfill
from toktok.indexer.commit import Position, Writer
from toktok.indexer.errors import ContinuityError, IncompleteRangeError, UnlinkedError
from toktok.indexer.fetch import FetchedRange, Fetcher, Known
from toktok.indexer.live import Announcement
from toktok.indexer.notify import Commit
from toktok.indexer.patience import Patience
from toktok.indexer.preflight import check_database
from toktok.indexer.reorg import find_ancestor, rewind
from toktok.indexer.state import IndexerState, Phase
from toktok.indexer.trouble import trouble_of
from toktok.store.engine import Store

_log = logging.getLogger(__name__)

#: Contradictions in a row after which a node is given up.
_MOST_DOUBTS = 6
#: Refusals in a row after which it is no passing trouble.
_MENTIONED = 3
#: How often a node may tell of a shorter chain before we believe that it was cut.
_MOST_SHORTER = 4


class Next(Enum):
    """When to look at the node again."""

    AT_ONCE = auto()
    SOON = auto()
    ON_NEWS = auto()


class Follower:
    """Brings the database to the node's head, one step at a time."""

    def __init__(
        self,
        rpc: Rpc,
        store: Store,
        deployment: Deployment,
        *,
        writer: Writer,
        position: Position,
        state: IndexerState,
        refusals: Patience,
        publish: Callable[[Commit], None],
    ) -> None:
        self._rpc = rpc
        self._store = store
        self._deployment = deployment
        self._writer = writer
        self._position = position
        self._state = state
        self._publish = publish
        self._fetcher = Fetcher(rpc, Contracts(deployment))
        self._backfill = Backfill(self._fetcher)
        self._known = Known(writer.tokens())
        self._refusals = refusals
        self._doubts = Patience(_MOST_DOUBTS, retry=RetryPolicy(longest_delay=2.0))
        self._shorter = 0
        self._arrived = False

    async def step(self, news: Announcement | None = None) -> Next:
        """Go towards the head; `ON_NEWS` if the database now stands at it.

        With `news` of the next block that is asked for at once, else the head. Raises
        `UntrustedNodeError`, `ReorgTooDeepError` and `ChainMismatchError` when going on would mean to
        guess, and `RpcError` when the node refuses for too long.
        """
        try:
            if news is not None and news.number == self._position.number + 1:
                return await self._follow_on(news)
            return await self._step()
        except IncompleteRangeError as error:
            await self._doubt(str(error))
        except ContradictionError as error:
            await self._doubt(error.detail)
        except RpcError as error:
            if self._refusals.count >= _MENTIONED:
                self._state.problem = trouble_of(error)
            await self._refusals.bear(error)
        return Next.AT_ONCE

    async def _follow_on(self, news: Announcement) -> Next:
        with metrics.SECONDS.labels("fetch").time():
            fetched = await self._fetcher.announced(news.number, news.bloom, self._known)
        try:
            await self._apply(fetched, head=news.number)
        except UnlinkedError:
            await self._step_back()
            return Next.AT_ONCE
        return self._at_head(fetched[-1].header)

    async def _step(self) -> Next:
        head = await fetch_head(self._rpc)
        self._state.heard(number=head.number, timestamp=head.timestamp)
        if head.hash != self._position.hash:
            self._state.phase = Phase.CATCHING_UP
            if not await self._towards(head):
                return Next.SOON if self._shorter else Next.AT_ONCE
        return self._at_head(head)

    def _at_head(self, head: Header) -> Next:
        self._pleased()
        if self._state.phase is not Phase.LIVE and not self._arrived:
            _log.info("At the head, block %d.", head.number)
            self._arrived = True
        self._state.phase = Phase.LIVE
        return Next.ON_NEWS

    async def _towards(self, head: Header) -> bool:
        if head.number <= self._position.number:
            self._shorter += 1
            if self._shorter > _MOST_SHORTER or not await self._is_ours(head):
                await self._step_back()
            return False
        try:
            await self._extend(head)
        except UnlinkedError:
            await self._step_back()
            return False
        return True

    async def _is_ours(self, head: Header) -> bool:
        """Whether the node is merely behind: its head is a block we have."""
        known = await asyncio.to_thread(self._writer.hash_at, head.number)
        return known == head.hash

    async def _extend(self, head: Header) -> None:
        first = self._position.number + 1
        if first == head.number:
            with metrics.SECONDS.labels("fetch").time():
                fetched = await self._fetcher.block(head, self._known)
            await self._apply(fetched, head=head.number)
            return
        async with aclosing(self._backfill.ranges(first, head.number, known=self._known)) as ranges:
            async for fetched in ranges:
                await self._apply(fetched, head=head.number)

    async def _apply(self, fetched: FetchedRange, *, head: int) -> None:
        """Index a range; what its receipts prove has to follow from our rows."""
        try:
            commit = await self._write(fetched, head=head)
        except ContinuityError as error:
            raise UntrustedNodeError(f"{error} The receipts are those of the header.") from None
        if commit is not None:
            self._pleased()
            self._moved(commit)

    async def _write(self, fetched: FetchedRange, *, head: int) -> Commit | None:
        with metrics.SECONDS.labels("apply").time():
            return await asyncio.to_thread(self._writer.apply, fetched, head=head)

    async def _step_back(self) -> None:
        ancestor = await find_ancestor(self._rpc, self._store)
        if ancestor is None:
            await check_database(self._rpc, self._store, self._deployment)
            raise ReorgTooDeepError(
                f"The node shares no block with us from {self._position.floor} to "
                f"{self._position.number}."
            )
        depth = self._position.number - ancestor
        if depth == 0:
            await self._doubt("The node cannot decide for a branch.")
            return
        _log.info("The chain was rewritten: %d blocks back to %d.", depth, ancestor)
        metrics.REORGS.observe(depth)
        commit = await asyncio.to_thread(rewind, self._store, to=ancestor)
        self._known = Known(await asyncio.to_thread(self._writer.tokens))
        self._shorter = 0
        self._moved(commit)

    async def _doubt(self, detail: str) -> None:
        """The node's answers do not fit together; wait a little, give up after a while."""
        metrics.DISTRUST.inc()
        await self._doubts.bear(UntrustedNodeError(detail))

    def _pleased(self) -> None:
        self._doubts.renew()
        self._refusals.renew()
        self._shorter = 0
        self._state.problem = None

    def _moved(self, commit: Commit) -> None:
        self._position = self._position.moved(commit.head)
        self._state.indexed(number=self._position.number, timestamp=self._position.timestamp)
        self._publish(commit)
