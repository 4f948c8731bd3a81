"""Many who listen to what happens, in a process of their own: python -m scripts.bench.listeners URL COUNT.

Prints "ready" once all of them are listening. For each line it reads, the hash of a transaction, it waits until all
have heard of it and prints when the last one had, by `time.perf_counter`, a clock that processes share. One thread reads
whichever socket has something, and looks for the hash and at nothing else: a thousand browsers would not share one core.
"""

from __future__ import annotations

import selectors
import socket
import sys
import time
from urllib.parse import urlsplit

_PATIENCE = 60
_READ = 64 * 1024
_ASKED = b"GET /v1/events HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n"


class Crowd:
    """Open event streams."""

    def __init__(self, url: str, count: int) -> None:
        address = urlsplit(url)
        self._sockets = [
            _listening(address.hostname or "", address.port or 80) for _ in range(count)
        ]
        self._readable = selectors.DefaultSelector()
        for each in self._sockets:
            self._readable.register(each, selectors.EVENT_READ, each)

    def hear(self, text: bytes) -> float:
        """When the last of them had heard `text`."""
        before, deadline = dict.fromkeys(self._sockets, b""), time.perf_counter() + _PATIENCE
        while before:
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{len(before)} have not heard of it")
            for key, _ in self._readable.select(_PATIENCE):
                heard = _read(key.data)
                if key.data in before:
                    # Part of the text may have been at the end of what was read before.
                    heard = before.pop(key.data) + heard
                    if text not in heard:
                        before[key.data] = heard[-len(text) :]
        return time.perf_counter()


def _listening(host: str, port: int) -> socket.socket:
    """One listener more, once the server talks to it."""
    found, heard = socket.create_connection((host, port), timeout=_PATIENCE), b""
    found.sendall(_ASKED)
    while b"event: head" not in heard:
        heard += _read(found)
    found.setblocking(False)
    return found


def _read(found: socket.socket) -> bytes:
    heard = found.recv(_READ)
    if not heard:
        raise ConnectionError("A stream has ended.")
    return heard


def main() -> None:
    """All of them, until there is nothing more to wait for."""
    crowd = Crowd(sys.argv[1], int(sys.argv[2]))
    print("ready", flush=True)
    for line in iter(sys.stdin.readline, ""):
        print(crowd.hear(line.strip().encode()), flush=True)


if __name__ == "__main__":
    main()
