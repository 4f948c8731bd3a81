"""Which block has stood for a while."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from sqlmodel import Session

from toktok.market.head import NOWHERE, Head, read_head, stands


class Trail:
    """Heads as they were seen; what was taken back is forgotten."""

    def __init__(self, seconds: float, *, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._seen: deque[tuple[float, Head]] = deque()

    def settled(self, session: Session) -> Head:
        """The last block that was there `seconds` ago and still is; NOWHERE as long as nobody knows."""
        head, now = read_head(session), self._clock()
        while self._seen and not stands(session, self._seen[-1][1], head):
            self._seen.pop()
        if not self._seen or self._seen[-1][1].hash != head.hash:
            self._seen.append((now, head))
        while len(self._seen) > 1 and self._seen[1][0] <= now - self._seconds:
            self._seen.popleft()
        since, block = self._seen[0]
        return block if since <= now - self._seconds else NOWHERE
