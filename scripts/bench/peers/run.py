"""The peers, one after the other, each on an empty database, and what they found against our rows."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx

from scripts.bench.peers.found import Found, compare, ours, theirs
from scripts.bench.peers.measured import Measured
from scripts.bench.peers.ponder_process import LIFTED, SCHEMA, SHIPPED, Sources, ponder
from tests.support.databases import PostgresServer


def peers(
    sources: Sources, *, our_databases: Sequence[str], server: PostgresServer
) -> Iterator[dict[str, Any]]:
    """Rows of the report; raises `DifferentRowsError` where a peer did not find what our databases have."""
    head = _head(sources.rpc_url)
    expected = [ours(url) for url in our_databases]
    with tempfile.TemporaryDirectory(prefix="toktok-peers-") as name:
        for measured, found in _results(sources, server, Path(name), head):
            for each in expected:
                compare(measured.who, found, each)
            yield measured.row()


def _results(
    sources: Sources, server: PostgresServer, folder: Path, head: int
) -> Iterator[tuple[Measured, Found]]:
    yield run_ponder("ponder", sources, server, addresses=SHIPPED, folder=folder, head=head)
    yield run_ponder("ponder-lifted", sources, server, addresses=LIFTED, folder=folder, head=head)
    yield run_web3py(sources, folder=folder, head=head)


def run_ponder(
    who: str, sources: Sources, server: PostgresServer, *, addresses: int, folder: Path, head: int
) -> tuple[Measured, Found]:
    """Ponder with a database of its own, told so many addresses of the node: what was measured, what it found."""
    with server.database(migrated=False) as url:
        log = folder / f"{who}.log"
        with ponder(sources, addresses=addresses, database_url=url, log=log) as running:
            measured = running.measured(who, blocks=sources.blocks(head))
        url = url.replace("postgresql://", "postgresql+psycopg://")
        return measured, theirs(url, schema=SCHEMA, market=sources.market)


def run_web3py(sources: Sources, *, folder: Path, head: int) -> tuple[Measured, Found]:
    """The loop in a process of its own: what it measured of itself, and what it found."""
    database = folder / "web3py.db"
    command = [
        sys.executable, "-m", "scripts.bench.peers.web3py",
        sources.rpc_url, str(sources.record), str(database),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    told = json.loads(done.stdout)
    measured = Measured(who="web3py", store="sqlite", blocks=sources.blocks(head), **told)
    return measured, theirs(f"sqlite:///{database}", schema="main", market=sources.market)


def _head(url: str) -> int:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "eth_blockNumber", "params": []}
    return int(httpx.post(url, json=asked).json()["result"], 16)
