"""Many who listen to what happens, in a process of their own: python -m scripts.bench.listeners URL COUNT.

Prints "ready" once all of them are listening. For each line it reads, the hash of a transaction, it waits until all
have heard of it and prints when the last one had, by `time.monotonic`, a clock that processes share.
"""

from __future__ import annotations

import asyncio
import sys
import time
from urllib.parse import urlsplit

_PATIENCE = 60


class Listener:
    """One open event stream."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def hears(self, text: bytes) -> float:
        """When it had heard `text`."""
        while text not in await self._reader.readline():
            pass
        return time.monotonic()


async def listen(url: str) -> Listener:
    """One listener more, once the server talks to it."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(b"GET /v1/events HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n")
    await reader.readuntil(b"event: head")
    return Listener(reader, writer)


async def run(url: str, count: int) -> None:
    """All of them, until there is nothing more to wait for."""
    listeners = [await listen(url) for _ in range(count)]
    print("ready", flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        async with asyncio.timeout(_PATIENCE):
            heard = await asyncio.gather(*(each.hears(line.strip().encode()) for each in listeners))
        print(max(heard), flush=True)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], int(sys.argv[2])))
