"""The indexer: keeps the database a mirror of the chain, for as long as it runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from toktok.chain.blocks import fetch_head, fetch_header
from toktok.chain.deployments import Deployment
from toktok.chain.headers import ContradictionError, Header
from toktok.chain.rpc import Hooks, RetryPolicy, Rpc
from toktok.chain.together import give_up
from toktok.config import Settings
from toktok.errors import (
    DatabaseUnavailableError,
    RpcError,
    RpcUnavailableError,
    ToktokError,
    UntrustedNodeError,
)
from toktok.indexer import metrics
from toktok.indexer.commit import Writer
from toktok.indexer.follower import Follower, Next
from toktok.indexer.lease import Lease, acquire, lease_for, while_held
from toktok.indexer.live import Announcement, HeadWatch, websocket_url
from toktok.indexer.notify import Commit, Notifier
from toktok.indexer.patience import Patience
from toktok.indexer.preflight import check_database, deployment_on
from toktok.indexer.state import IndexerState, Phase
from toktok.indexer.threads import in_thread
from toktok.indexer.trouble import trouble_of
from toktok.store.engine import Store

_log = logging.getLogger(__name__)

_LEASE_SECONDS = 0.5
_HEARING_SECONDS = 5.0
_RETRY = RetryPolicy(longest_delay=5.0)
#: A node that refuses is borne with for about a quarter of an hour.
_REFUSAL_RETRY = RetryPolicy(longest_delay=30.0)
_MOST_REFUSALS = 40


class Indexer:
    """Follows one node into one store. `run` it once; watch `state`; `subscribe` to commits."""

    def __init__(
        self, settings: Settings, store: Store, *, refusal_retry: RetryPolicy = _REFUSAL_RETRY
    ) -> None:
        self.state = IndexerState(
            max_lag_blocks=settings.max_lag_blocks, max_lag_seconds=settings.max_lag_seconds
        )
        self._settings = settings
        self._store = store
        self._notifier = Notifier()
        self._refusals = Patience(_MOST_REFUSALS, retry=refusal_retry)

    def subscribe(self) -> AsyncIterator[Commit]:
        """Every commit from now on, until the iterator is closed."""
        return self._notifier.subscribe()

    async def run(self) -> None:
        """Follow the chain until cancelled.

        A node or a database that cannot be reached is tried again for ever, a node that refuses for a
        good while; every other error is final, leaves the database whole, and is raised.
        """
        try:
            async with Rpc(self._settings.rpc_url, hooks=_HOOKS) as rpc:
                await self._keep_indexing(rpc)
        except ToktokError as error:
            if isinstance(error, RpcError):
                error.remedy = UntrustedNodeError.remedy
            self.state.phase, self.state.problem = Phase.STOPPED, trouble_of(error)
            raise

    async def _keep_indexing(self, rpc: Rpc) -> None:
        """Follow the chain whenever the lease is ours; where the database stands is read anew then."""
        lease, attempt = lease_for(self._store), 0
        while True:
            try:
                await self._lead(lease, rpc)
            except DatabaseUnavailableError as error:
                attempt = 0 if self.state.phase is Phase.LIVE else attempt + 1
                self.state.phase, self.state.problem = Phase.DATABASE_DOWN, trouble_of(error)
                _log.warning("%s Trying again.", error.detail)
                await asyncio.sleep(_RETRY.delay(attempt))

    async def _lead(self, lease: Lease, rpc: Rpc) -> None:
        try:
            await acquire(lease, retry_seconds=_LEASE_SECONDS, on_refusal=self._stand_by)
            self.state.phase, self.state.problem = Phase.STARTING, None
            await while_held(lease, self._keep_following(rpc))
        finally:
            # A server that is gone without a word keeps whoever asks it waiting, but not who serves.
            await in_thread(lease.release)

    def _stand_by(self) -> None:
        self.state.phase, self.state.problem = Phase.STANDBY, None

    async def _keep_following(self, rpc: Rpc) -> None:
        attempt = 0
        while True:
            try:
                await self._follow(rpc)
            except RpcUnavailableError as error:
                # Only a node that was followed for a while starts the waiting anew.
                attempt = 0 if self.state.phase is Phase.LIVE else attempt + 1
                self.state.phase, self.state.problem = Phase.NODE_DOWN, trouble_of(error)
                _log.warning("%s Trying again.", error.detail)
                await asyncio.sleep(_RETRY.delay(attempt))
            except (RpcError, ContradictionError) as error:
                self.state.problem = trouble_of(error)
                await self._refusals.bear(error)

    async def _follow(self, rpc: Rpc) -> None:
        deployment = await deployment_on(rpc, directory=self._settings.deployments_dir)
        await check_database(rpc, self._store, deployment)
        follower = await self._follower(rpc, deployment)
        listening = asyncio.create_task(self._keep_hearing(rpc))
        try:
            await self._keep_stepping(follower)
        finally:
            await give_up([listening])

    async def _keep_stepping(self, follower: Follower) -> None:
        settings = self._settings
        ws_url = settings.ws_url or websocket_url(settings.rpc_url)
        watch = HeadWatch(ws_url, poll_seconds=settings.poll_seconds, on_head=self._heard)
        async with watch:
            upcoming = await follower.step()
            while True:
                news = None
                if upcoming is not Next.AT_ONCE:
                    news = await watch.wait(soon=upcoming is Next.SOON)
                upcoming = await follower.step(news)

    def _heard(self, head: Announcement | Header) -> None:
        self.state.heard(number=head.number, timestamp=head.timestamp)

    async def _keep_hearing(self, rpc: Rpc) -> None:
        """Know of the head also while a step takes long: how far behind we are has to show."""
        while True:
            await asyncio.sleep(_HEARING_SECONDS)
            if self.state.silence_seconds > _HEARING_SECONDS:
                with contextlib.suppress(ToktokError):
                    self._heard(await fetch_head(rpc))

    async def _follower(self, rpc: Rpc, deployment: Deployment) -> Follower:
        writer = Writer(self._store, deployment, confirmations=self._settings.confirmations)
        position = await asyncio.to_thread(writer.position)
        if position is None:
            number = deployment.first_block - 1
            anchor = await fetch_header(rpc, number)
            if anchor is None:
                raise RpcError("eth_getBlockByNumber", code=0, message=f"no block {number}")
            position = await asyncio.to_thread(writer.begin, anchor)
        self.state.indexed(number=position.number, timestamp=position.timestamp)
        _log.info("Following chain %d from block %d.", deployment.chain_id, position.number)
        return Follower(
            rpc,
            self._store,
            deployment,
            writer=writer,
            position=position,
            state=self.state,
            refusals=self._refusals,
            publish=self._notifier.publish,
        )


_HOOKS = Hooks(
    request=lambda method: metrics.RPC_REQUESTS.labels(method).inc(),
    error=lambda kind: metrics.RPC_ERRORS.labels(kind).inc(),
    parsed=metrics.SECONDS.labels("parse").observe,
)
