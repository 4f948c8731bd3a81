"""How the indexer is doing, for `/ready`, the status page and the operator."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

from toktok.indexer.trouble import Trouble


class Phase(StrEnum):
    """What the indexer is busy with."""

    STARTING = "starting"
    STANDBY = "standby"
    CATCHING_UP = "catching up"
    LIVE = "live"
    NODE_DOWN = "node unreachable"
    DATABASE_DOWN = "database unavailable"
    STOPPED = "stopped"


@dataclass(slots=True)
class IndexerState:
    """A snapshot that the indexer keeps up to date in place.

    `head_*` is what the node last said, `indexed_*` what the database holds; `trouble` says
    why `ready` is false, `problem` what the indexer came upon. `waiting_since` is the clock's reading when blocks began to wait
    that are not indexed: at the head there are none, and each step towards it begins anew.
    """

    max_lag_blocks: int = 20
    max_lag_seconds: float = 60.0
    phase: Phase = Phase.STARTING
    problem: Trouble | None = None
    head_number: int | None = None
    head_timestamp: int | None = None
    indexed_number: int | None = None
    indexed_timestamp: int | None = None
    heard_at: float = field(default_factory=time.monotonic)
    waiting_since: float | None = None

    @property
    def lag_blocks(self) -> int:
        """Blocks between the node's head and ours."""
        if self.head_number is None:
            return 0
        return max(0, self.head_number - (self.indexed_number or 0))

    @property
    def lag_seconds(self) -> int:
        """Seconds of chain time between the node's head and ours."""
        if self.head_timestamp is None or self.lag_blocks == 0:
            return 0
        return max(0, self.head_timestamp - (self.indexed_timestamp or 0))

    @property
    def silence_seconds(self) -> float:
        """Wall-clock seconds since the node last answered."""
        return time.monotonic() - self.heard_at

    @property
    def stalled_seconds(self) -> float:
        """Wall-clock seconds for which there were blocks to index, and none was indexed."""
        return 0.0 if self.waiting_since is None else time.monotonic() - self.waiting_since

    @property
    def ready(self) -> bool:
        """Whether what we serve is the chain as it is now, give or take the allowed lag."""
        return self.trouble is None

    @property
    def trouble(self) -> Trouble | None:
        """Why we are not ready; None if we are."""
        if self.problem is not None:
            return self.problem
        if self.phase is Phase.STARTING:
            return Trouble("starting", "The indexer is starting.")
        if self.phase is Phase.STANDBY:
            return Trouble("standby", "The indexer is standby.")
        return self._silence() or self._lag()

    def _silence(self) -> Trouble | None:
        seconds = round(self.silence_seconds)
        if self.silence_seconds <= self.max_lag_seconds:
            return None
        words = f"The node has not answered for {seconds} seconds."
        return Trouble("node_silent", words, {"seconds": seconds})

    def _lag(self) -> Trouble | None:
        if self.lag_blocks > self.max_lag_blocks:
            words = f"The indexer is {self.lag_blocks} blocks behind the node."
            return Trouble("behind", words, {"blocks": self.lag_blocks})
        if self.stalled_seconds <= self.max_lag_seconds:
            return None
        block, head = self.indexed_number or 0, self.head_number or 0
        seconds = round(self.stalled_seconds)
        words = (
            f"The indexer has stood at block {block} for {seconds} seconds, the node is at {head}."
        )
        return Trouble("stalled", words, {"block": block, "seconds": seconds, "head": head})

    def heard(self, *, number: int, timestamp: int) -> None:
        """The node answered with its head."""
        self.head_number, self.head_timestamp = number, timestamp
        self.heard_at = time.monotonic()
        self._time_waiting(moved=False)

    def indexed(self, *, number: int, timestamp: int) -> None:
        """The database stands at this block."""
        moved = number != self.indexed_number
        self.indexed_number, self.indexed_timestamp = number, timestamp
        self._time_waiting(moved=moved)

    def _time_waiting(self, *, moved: bool) -> None:
        if self.lag_blocks == 0:
            self.waiting_since = None
        elif moved or self.waiting_since is None:
            self.waiting_since = time.monotonic()
