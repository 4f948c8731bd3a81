"""The peers, one after the other, each on an empty database; then what they found against our rows."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from scripts.bench.peers.found import Found, compare, ours, theirs
from scripts.bench.peers.measured import Measured
from scripts.bench.peers.ponder_process import LIFTED, SCHEMA, SHIPPED, Sources, ponder
from tests.support.databases import postgres


def peers(sources: Sources, *, our_databases: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of the report; raises `DifferentRowsError` unless all found what our databases have."""
    blocks = _head(sources.rpc_url) - sources.deployed["first_block"] + 1
    expected = [ours(url) for url in our_databases]
    with tempfile.TemporaryDirectory(prefix="toktok-peers-") as folder:
        results = [
            run_ponder("ponder", sources, SHIPPED, folder=Path(folder), blocks=blocks),
            run_ponder("ponder-lifted", sources, LIFTED, folder=Path(folder), blocks=blocks),
            run_web3py(sources, folder=Path(folder), blocks=blocks),
        ]
    for measured, found in results:
        for each in expected:
            compare(measured.who, found, each)
    return [measured.row() for measured, _ in results]


def run_ponder(
    who: str, sources: Sources, addresses: int, *, folder: Path, blocks: int
) -> tuple[Measured, Found]:
    """Ponder on a server of its own, told so many addresses of the node: what was measured, what it found."""
    with postgres() as server, server.database(migrated=False) as url:
        log = folder / f"{who}.log"
        with ponder(sources, addresses=addresses, database_url=url, log=log) as running:
            measured = running.measured(who, blocks=blocks)
        url = url.replace("postgresql://", "postgresql+psycopg://")
        return measured, theirs(url, schema=SCHEMA, market=_market(sources))


def run_web3py(sources: Sources, *, folder: Path, blocks: int) -> tuple[Measured, Found]:
    """The loop in a process of its own: what it measured of itself, and what it found."""
    database = folder / "web3py.db"
    command = [
        sys.executable, "-m", "scripts.bench.peers.web3py",
        sources.rpc_url, str(sources.record), str(database),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured = Measured(who="web3py", store="sqlite", blocks=blocks, **json.loads(done.stdout))
    return measured, theirs(f"sqlite:///{database}", schema="main", market=_market(sources))


def _market(sources: Sources) -> str:
    address: str = sources.deployed["contracts"]["CreatorMarket"]["address"]
    return address


def _head(url: str) -> int:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "eth_blockNumber", "params": []}
    return int(httpx.post(url, json=asked).json()["result"], 16)
