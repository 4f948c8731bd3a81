"""When a node announced its blocks."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

_SECONDS = 10


class Heads:
    """The time (`perf_counter`) at which each block was announced, by number."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._announced: dict[int, float] = {}

    def announced(self, number: int) -> float:
        """When block `number` was announced; waits for it."""
        with self._news:
            if not self._news.wait_for(lambda: number in self._announced, _SECONDS):
                raise TimeoutError(f"block {number} was not announced")
            return self._announced[number]

    def listen(self, socket: ClientConnection) -> None:
        """Note announcements until the connection is closed."""
        with suppress(ConnectionClosed):
            while True:
                message = socket.recv()
                now = time.perf_counter()
                number = int(json.loads(message)["params"]["result"]["number"], 16)
                with self._news:
                    self._announced.setdefault(number, now)
                    self._news.notify_all()


@contextmanager
def heads(url: str) -> Iterator[Heads]:
    """Listens for new blocks at a node's WebSocket address."""
    found = Heads()
    with connect(url) as socket:
        asked = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["newHeads"]}
        socket.send(json.dumps(asked))
        socket.recv()
        listener = threading.Thread(target=found.listen, args=[socket])
        listener.start()
        yield found
    listener.join()
