"""How far the index is behind the node, also where another process does the indexing."""

from __future__ import annotations

import asyncio
import logging

from toktok.chain.blocks import fetch_head
from toktok.chain.rpc import Rpc
from toktok.config import Settings
from toktok.errors import RpcError, RpcUnavailableError
from toktok.indexer.audit.auditor import Audited, Auditor
from toktok.indexer.state import IndexerState, Phase
from toktok.indexer.threads import in_thread
from toktok.indexer.trouble import Trouble, trouble_of
from toktok.market.head import Head, read_head
from toktok.store.engine import Store

_LOG = logging.getLogger("toktok.api")


#: Beside the time between two looks at the node, so long at most an indexer's own word is taken;
#: whoever is silent for longer may hang.
_TRUSTED_SECONDS = 5.0


class MirrorWatch:
    """What the indexer of this process says of itself, as long as it says something.

    While there is none, or it stands by because another process indexes, or it is silent, this asks
    the node and the database where they stand: an indexer that hangs cannot tell that it does.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        indexer: IndexerState | None,
    ) -> None:
        self.auditor = Auditor(settings, store, is_live=lambda: self._lagging is None)
        self._seen = IndexerState(
            max_lag_blocks=settings.max_lag_blocks, max_lag_seconds=settings.max_lag_seconds
        )
        self._indexer = indexer
        self._rpc_url = settings.rpc_url
        self._seconds = max(1.0, settings.poll_seconds)
        trusted = min(_TRUSTED_SECONDS, settings.max_lag_seconds / 2)
        self._trusted_seconds = trusted + settings.poll_seconds
        self._store = store

    async def run(self) -> None:
        """Keep looking, while that is needed, until cancelled; no trouble ends it."""
        async with Rpc(self._rpc_url) as rpc:
            while True:
                try:
                    if self._is_asked_for:
                        await self._look(rpc)
                    else:
                        # What it saw before says nothing when it is asked for again.
                        self._seen.phase, self._seen.waiting_since = Phase.STARTING, None
                except Exception as error:
                    _LOG.exception("how far the index is cannot be told")
                    words = f"The index cannot be read: {type(error).__name__}."
                    self._seen.problem = Trouble("unreadable", words)
                await asyncio.sleep(self._seconds)

    @property
    def head_number(self) -> int | None:
        """The node's last block, if it ever answered."""
        return self._state.head_number

    @property
    def head_timestamp(self) -> int | None:
        """Its timestamp."""
        return self._state.head_timestamp

    @property
    def block_number(self) -> int | None:
        """The last block indexed."""
        return self._state.indexed_number

    @property
    def lag_blocks(self) -> int:
        """Blocks still to be indexed."""
        return self._state.lag_blocks

    @property
    def lag_seconds(self) -> int:
        """Seconds of chain time still to be indexed."""
        return self._state.lag_seconds

    @property
    def stalled_seconds(self) -> float:
        """Seconds for which there were blocks to index, and none was indexed."""
        return self._state.stalled_seconds

    @property
    def ready(self) -> bool:
        """Whether answers show the chain as it is now, give or take the allowed lag."""
        return self.trouble is None

    @property
    def trouble(self) -> Trouble | None:
        """Why not; None if they do."""
        return self._lagging or self.auditor.trouble

    @property
    def audited(self) -> Audited | None:
        """The last audit of a sample."""
        return self.auditor.last

    @property
    def _lagging(self) -> Trouble | None:
        """Why the index is not the node's chain, not looking into the rows."""
        if self._indexer is not None and self._indexer.problem is not None:
            return self._indexer.problem
        return self._state.trouble

    @property
    def _state(self) -> IndexerState:
        if self._indexer is None or self._indexer.phase is Phase.STANDBY:
            return self._seen
        hangs = self._is_asked_for and self._seen.phase is not Phase.STARTING
        return self._seen if hangs else self._indexer

    @property
    def _is_asked_for(self) -> bool:
        """Whether nobody in this process knows how things stand."""
        if self._indexer is None or self._indexer.phase is Phase.STANDBY:
            return True
        return self._indexer.silence_seconds > self._trusted_seconds

    async def _look(self, rpc: Rpc) -> None:
        try:
            head = await fetch_head(rpc)
        except (RpcUnavailableError, RpcError) as error:
            self._seen.phase, self._seen.problem = Phase.NODE_DOWN, trouble_of(error)
            return
        self._seen.heard(number=head.number, timestamp=head.timestamp)
        indexed = await in_thread(self._indexed)
        self._seen.indexed(number=indexed.number, timestamp=indexed.timestamp)
        self._seen.phase, self._seen.problem = Phase.LIVE, None

    def _indexed(self) -> Head:
        with self._store.read() as session:
            return read_head(session)
