"""Our indexer on a chain, from nothing to its head: `TOKTOK_… python -m scripts.bench.ours`.

Does what `toktok index` does with the same environment, prints one line of JSON when the node's head is reached, and
ends. The seconds are those from the first request to the last commit.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass

from prometheus_client import Counter, Histogram

from scripts.bench.helpers import Helpers
from scripts.bench.peers.measured import peak_rss_mb
from scripts.bench.wire import Wire
from toktok.config import Settings, load_settings
from toktok.indexer import metrics
from toktok.indexer.garbage import collect_rarely
from toktok.indexer.indexer import Indexer
from toktok.store.engine import Store
from toktok.store.migrate import migrate


@dataclass(frozen=True)
class Indexed:
    """What it took, processes that help included.

    `peak_rss_mb` adds up each one's own peak; `stages` are seconds, which overlap where one thing is
    fetched while another is written.
    """

    events: int
    blocks: int
    seconds: float
    cpu_seconds: float
    peak_rss_mb: float
    rpc_calls: int
    stages: dict[str, float]


async def index(settings: Settings, store: Store, *, head: int) -> Indexed:
    """Index up to block `head`."""
    indexer = Indexer(settings, store)
    begun, worked = time.perf_counter(), time.process_time()
    running = asyncio.create_task(indexer.run())
    arriving = asyncio.create_task(_arrive(indexer, head))
    helpers = Helpers()
    watching = asyncio.create_task(helpers.watch())
    await asyncio.wait([running, arriving], return_when=asyncio.FIRST_COMPLETED)
    seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - worked
    if not arriving.done():
        running.result()
    indexed = Indexed(
        events=int(total(metrics.EVENTS)),
        blocks=int(total(metrics.BLOCKS)),
        seconds=round(seconds, 3),
        cpu_seconds=round(cpu_seconds + helpers.cpu_seconds, 3),
        peak_rss_mb=round(peak_rss_mb() + helpers.peak_rss_mb, 1),
        rpc_calls=int(total(metrics.RPC_REQUESTS)),
        stages=stages(),
    )
    for task in (running, watching):
        task.cancel()
    await asyncio.gather(running, watching, return_exceptions=True)
    return indexed


async def _arrive(indexer: Indexer, head: int) -> None:
    async for commit in indexer.subscribe():
        if commit.head.number >= head:
            return


def total(counter: Counter) -> float:
    """The sum over all labels."""
    return sum(
        sample.value
        for metric in counter.collect()
        for sample in metric.samples
        if sample.name.endswith("_total")
    )


def stages(histogram: Histogram = metrics.SECONDS) -> dict[str, float]:
    """Seconds by stage."""
    return {
        sample.labels["stage"]: round(sample.value, 3)
        for metric in histogram.collect()
        for sample in metric.samples
        if sample.name.endswith("_sum")
    }


def main() -> int:
    """The command."""
    settings = load_settings()
    with Wire(settings.rpc_url) as wire:
        head = int(wire.call("eth_blockNumber"), 16)
    store = Store(settings.database_url)
    migrate(store)
    collect_rarely()
    try:
        indexed = asyncio.run(index(settings, store, head=head))
    finally:
        store.close()
    print(json.dumps(asdict(indexed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
