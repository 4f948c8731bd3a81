"""The least an indexer that checks its node can take: headers and receipts of a chain, asked for and parsed.

`python -m scripts.bench.floor URL` asks in the batches in which our indexer does and prints one line of JSON. Nothing
is checked, decoded or kept.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from typing import Any

import httpx
import orjson

from scripts.bench.peers.measured import peak_rss_mb
from toktok.chain.rpc import BATCH_SIZE

_IN_FLIGHT = 4


class Floor:
    """Questions and answers, counted."""

    def __init__(self, client: httpx.AsyncClient, url: str) -> None:
        self._client = client
        self._url = url
        self._slots = asyncio.Semaphore(_IN_FLIGHT)
        self.calls = self.logs = self.blocks = 0

    async def read(self, head: int) -> None:
        """Everything up to block `head`."""
        starts = range(1, head + 1, BATCH_SIZE)
        await asyncio.gather(
            *(self._span(range(start, min(head + 1, start + BATCH_SIZE))) for start in starts)
        )

    async def _span(self, numbers: Sequence[int]) -> None:
        async with self._slots:
            asked = [("eth_getBlockByNumber", [hex(number), False]) for number in numbers]
            headers = await self._batch(asked)
            self.blocks += len(headers)
            speaking = [each["number"] for each in headers if int(each["logsBloom"], 16)]
            if speaking:
                asked = [("eth_getBlockReceipts", [number]) for number in speaking]
                blocks = await self._batch(asked)
                self.logs += sum(len(receipt["logs"]) for block in blocks for receipt in block)

    async def _batch(self, asked: list[tuple[str, list[Any]]]) -> list[Any]:
        self.calls += 1
        body = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
            for number, (method, params) in enumerate(asked)
        ]
        response = await self._client.post(self._url, content=orjson.dumps(body))
        return [reply["result"] for reply in orjson.loads(response.content)]


async def measure(url: str) -> dict[str, Any]:
    """Read the whole chain."""
    headers = {"content-type": "application/json"}
    async with httpx.AsyncClient(headers=headers, timeout=60, trust_env=False) as client:
        floor = Floor(client, url)
        asked = {"jsonrpc": "2.0", "id": 1, "method": "eth_blockNumber", "params": []}
        head = int((await client.post(url, json=asked)).json()["result"], 16)
        begun, worked = time.perf_counter(), time.process_time()
        await floor.read(head)
        return {
            "logs": floor.logs,
            "blocks": floor.blocks,
            "seconds": round(time.perf_counter() - begun, 3),
            "cpu_seconds": round(time.process_time() - worked, 3),
            "peak_rss_mb": round(peak_rss_mb(), 1),
            "rpc_calls": floor.calls,
        }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(sys.argv[1]))))
