"""When a node announced its blocks."""

from __future__ import annotations

import json
import threading
import time
from types import TracebackType

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

_SECONDS = 10


class Heads:
    """Listens for new blocks over WebSocket; `announced` has the time (`perf_counter`) of each by number."""

    def __init__(self, url: str) -> None:
        self._socket = connect(url)
        self._news = threading.Condition()
        self._announced: dict[int, float] = {}
        asked = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["newHeads"]}
        self._socket.send(json.dumps(asked))
        self._socket.recv()
        self._listener = threading.Thread(target=self._listen)

    def __enter__(self) -> Heads:
        self._listener.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()
        self._listener.join()

    def announced(self, number: int) -> float:
        """When block `number` was announced; waits for it."""
        with self._news:
            if not self._news.wait_for(lambda: number in self._announced, _SECONDS):
                raise TimeoutError(f"block {number} was not announced")
            return self._announced[number]

    def _listen(self) -> None:
        try:
            for message in self._socket:
                now = time.perf_counter()
                number = int(json.loads(message)["params"]["result"]["number"], 16)
                with self._news:
                    self._announced.setdefault(number, now)
                    self._news.notify_all()
        except ConnectionClosed:
            return
