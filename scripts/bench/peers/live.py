"""How soon Ponder shows what was mined: one that has caught up, asked over its HTTP.

Its request limit is lifted: twenty a second are fewer than quick blocks take.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from scripts.bench.peers.ponder_process import LIFTED, Sources, ponder
from tests.support.databases import PostgresServer

_NEWEST = (
    '{ trades(orderBy: "blockNumber", orderDirection: "desc", limit: 1) { items { txHash } } }'
)


@contextmanager
def live_ponder(sources: Sources, server: PostgresServer) -> Iterator[Callable[[str], bool]]:
    """Tells whether the newest trade that Ponder shows is of this transaction, given by its hash."""
    with (
        tempfile.TemporaryDirectory(prefix="toktok-peers-") as folder,
        server.database(migrated=False) as url,
        ponder(
            sources, addresses=LIFTED, database_url=url, log=Path(folder) / "ponder.log"
        ) as running,
        httpx.Client(base_url=running.url) as client,
    ):
        running.backfill_seconds()

        def visible(tx_hash: str) -> bool:
            answer = client.post("/graphql", json={"query": _NEWEST}).raise_for_status().json()
            return any(trade["txHash"] == tx_hash for trade in answer["data"]["trades"]["items"])

        yield visible
