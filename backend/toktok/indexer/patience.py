"""How long a node is borne with that answers, but not with what was asked for."""

from __future__ import annotations

import asyncio

from toktok.chain.rpc import RetryPolicy
from toktok.errors import ToktokError


class Patience:
    """Waits longer after each disappointment in a row; after `most` of them it raises the last."""

    def __init__(self, most: int, *, retry: RetryPolicy) -> None:
        self.count = 0
        self._most = most
        self._retry = retry

    async def bear(self, error: ToktokError) -> None:
        """Wait a little before the next attempt."""
        self.count += 1
        if self.count > self._most:
            raise error
        await asyncio.sleep(self._retry.delay(self.count))

    def renew(self) -> None:
        """The node did what was asked."""
        self.count = 0
