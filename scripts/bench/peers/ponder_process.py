"""Ponder at work: started for production with PostgreSQL, watched from outside."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from scripts.bench.peers.measured import Measured, peak_rss_mb
from tests.support.node import free_port

PROJECT = Path(__file__).with_name("ponder")
SCHEMA = "ponder"
SHIPPED, LIFTED = 1, 25
"""How many addresses of the node it is told. It begins with 20 requests a second to each."""

_NODE = PROJECT / "node_modules/.bin/node"
_CLI = PROJECT / "node_modules/ponder/dist/esm/bin/ponder.js"
_BACKFILLED = "Completed backfill indexing across all chains"
_PATIENCE = 1_800.0
_LOOK_SECONDS = 0.1


class PonderError(Exception):
    """Ponder ended or did not get ready; the message has the end of what it wrote."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The chain: the node's two addresses, and the record of what is deployed on it."""

    rpc_url: str
    ws_url: str
    record: Path

    @property
    def market(self) -> str:
        """The address of the market."""
        address: str = self._deployed()["contracts"]["CreatorMarket"]["address"]
        return address

    def blocks(self, head: int) -> int:
        """How many blocks there are to index."""
        first: int = self._deployed()["first_block"]
        return head - first + 1

    def _deployed(self) -> dict[str, Any]:
        deployed: dict[str, Any] = json.loads(self.record.read_text())
        return deployed


class Ponder:
    """A process of Ponder, and what it tells of itself."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, url: str) -> None:
        self.url = url
        self._process = process
        self._log = log

    def backfill_seconds(self) -> float:
        """Wait until it is ready; the time that it measured for the history of the chain.

        The start of the process is not in it, nor is making indexes.
        """
        deadline = time.monotonic() + _PATIENCE
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise PonderError(self._log.read_text()[-5_000:])
            time.sleep(_LOOK_SECONDS)
        written = [json.loads(x) for x in self._log.read_text().splitlines() if x.startswith("{")]
        return float(next(x["duration"] for x in written if x["msg"] == _BACKFILLED)) / 1_000

    def sum_of(self, sample: str) -> int:
        """One of its metrics, over all labels."""
        told = httpx.get(f"{self.url}/metrics", timeout=30).text
        families = text_string_to_metric_families(told)
        return round(sum(x.value for each in families for x in each.samples if x.name == sample))

    def measured(self, who: str, *, blocks: int) -> Measured:
        """Wait until it is ready, and take its measurements."""
        seconds = self.backfill_seconds()
        return Measured(
            who=who,
            store="postgresql",
            events=self.sum_of("ponder_indexing_completed_events"),
            blocks=blocks,
            seconds=seconds,
            peak_rss_mb=peak_rss_mb(self._process.pid),
            rpc_calls=self.sum_of("ponder_rpc_request_duration_count")
            + self.sum_of("ponder_rpc_request_error_total"),
        )

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/ready", timeout=30).is_success
        except httpx.TransportError:
            return False


@contextmanager
def ponder(sources: Sources, *, addresses: int, database_url: str, log: Path) -> Iterator[Ponder]:
    """A Ponder that indexes until the block ends. Its output goes to `log`."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "NODE_ENV": "production",
        "PEERS_RPC_URLS": ",".join([sources.rpc_url] * addresses),
        "PEERS_WS_URL": sources.ws_url,
        "PEERS_RECORD": str(sources.record.resolve()),
        "PEERS_DATABASE_URL": database_url,
    }
    command = [
        str(_NODE), str(_CLI), "start", "--schema", SCHEMA, "--log-format", "json",
        "--hostname", "127.0.0.1", "--port", str(port),
    ]  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield Ponder(process, log, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()
