"""How fast a chain becomes rows: `make bench-index`, with `--peers` beside other indexers.

Makes a chain with 50,000 events (see `chain`), reads and parses it (`floor`), indexes it cold into SQLite and into
PostgreSQL, each time into an empty database by a process of its own, three times each, of which the median counts;
audits what came of it in full. Then the same with a chain of fuller blocks, and, once, with ten times as many of these:
how time and memory grow. PostgreSQL is that of `server`. Writes build/bench/index.json; ends with 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from scripts.bench.chain import Chain, bench_chain, describe
from scripts.bench.goals import Row, of_index, verdict
from scripts.bench.peers.found import DifferentRowsError
from scripts.bench.peers.measured import Measured
from scripts.bench.peers.ponder_process import Sources
from scripts.bench.peers.run import peers
from scripts.bench.server import bench_server
from scripts.root import ROOT
from tests.support.databases import PostgresServer

RESULT = ROOT / "build/bench/index.json"
STORES = ("sqlite", "postgresql")
_EVENTS, _TIMES = 50_000, 10
_REPETITIONS = 3
_FULLNESS = 10


class BenchError(Exception):
    """What was measured is worth nothing; the message says why."""


class Bench:
    """One chain, and who indexes it."""

    def __init__(self, chain: Chain, record: Path, server: PostgresServer, folder: Path) -> None:
        self._chain = chain
        self._record = record
        self._server = server
        self._folder = folder

    def rows(self, *, repetitions: int, beside: bool) -> Iterator[Row]:
        """The floor, ours into each database, and with `beside` the peers."""
        yield self._floor()
        with ExitStack() as kept:
            urls = []
            for store in STORES:
                found = []
                for _ in range(repetitions):
                    urls.append(kept.enter_context(self._database(store)))
                    found.append(self._ours(store, urls[-1]))
                audit_seconds = self._audit(urls[-1])
                median = sorted(found, key=lambda row: row["seconds"])[len(found) // 2]
                yield {**median, "audit_seconds": audit_seconds}
            if beside:
                ws_url = self._chain.url.replace("http", "ws", 1)
                record = next(self._record.glob("31337.json"))
                yield from peers(
                    Sources(self._chain.url, ws_url, record),
                    our_databases=urls[::repetitions],
                    server=self._server,
                )

    def _floor(self) -> Row:
        measured = json.loads(_run("python", "-m", "scripts.bench.floor", self._chain.url))
        return self._row("floor", "none", measured)

    def _ours(self, store: str, url: str) -> Row:
        measured = json.loads(
            _run("python", "-m", "scripts.bench.ours", environment=self._environment(url))
        )
        if measured["events"] != self._chain.events:
            raise BenchError(
                f"{measured['events']:,} events indexed of {self._chain.events:,} on the chain"
            )
        seconds = measured["seconds"]
        shares = {stage: round(each / seconds, 3) for stage, each in measured["stages"].items()}
        more = {"cpu_seconds": measured["cpu_seconds"], "stages": shares}
        return {**self._row("toktok", store, measured), **more}

    def _row(self, who: str, store: str, measured: dict[str, Any]) -> Row:
        row = Measured(
            who=who,
            store=store,
            events=self._chain.events,
            blocks=measured["blocks"],
            seconds=measured["seconds"],
            peak_rss_mb=measured["peak_rss_mb"],
            rpc_calls=measured["rpc_calls"],
        ).row()
        _print(row)
        return row

    def _audit(self, url: str) -> float:
        """Compare every row with the chain; the seconds it takes. Raises if there is a difference."""
        begun = time.perf_counter()
        _run("toktok", "audit", environment=self._environment(url))
        seconds = round(time.perf_counter() - begun, 1)
        print(f"  audited in full in {seconds:.1f} s: no differences")
        return seconds

    @contextmanager
    def _database(self, store: str) -> Iterator[str]:
        if store == "sqlite":
            with tempfile.TemporaryDirectory(dir=self._folder) as folder:
                yield f"sqlite:///{folder}/toktok.db"
        else:
            with self._server.database(migrated=False) as url:
                yield url

    def _environment(self, url: str) -> dict[str, str]:
        return {
            "TOKTOK_RPC_URL": self._chain.url,
            "TOKTOK_DEPLOYMENTS_DIR": str(self._record),
            "TOKTOK_DATABASE_URL": url,
        }


def _run(*command: str, environment: dict[str, str] | None = None) -> str:
    """What a command of ours prints. Raises `BenchError` if it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOKTOK_")}
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [str(program), *command[1:]], env={**kept, **(environment or {})}, cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise BenchError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _print(row: Row) -> None:
    print(
        f"{row['who']:<14} {row['store']:<11} {row['events']:>8,} events {row['blocks']:>7,} blocks "
        f"{row['seconds']:>8.2f} s {row['events_per_second']:>8,}/s {row['peak_rss_mb']:>6.0f} MB "
        f"{row['rpc_calls']:>6,} calls",
        flush=True,
    )


def measure(
    events: int,
    *,
    repetitions: int,
    server: PostgresServer,
    folder: Path,
    fullness: int = 1,
    beside: bool = False,
) -> list[Row]:
    """Make a chain with so many events, index it; the rows of the report."""
    record = folder / "record"
    with bench_chain(events, record, fullness=fullness) as chain:
        describe(chain)
        bench = Bench(chain, record, server, folder)
        return list(bench.rows(repetitions=repetitions, beside=beside))


def report(rows: Sequence[Row], path: Path) -> None:
    """Write the rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=2) + "\n")


def run(*, beside: bool) -> list[Row]:
    """The whole bench; writes the report as far as it got. Raises BenchError, DifferentRowsError."""
    with (
        tempfile.TemporaryDirectory(prefix="toktok-bench-") as folder,
        bench_server() as server,
    ):
        shared: dict[str, Any] = {"server": server, "folder": Path(folder)}
        rows = measure(_EVENTS, repetitions=_REPETITIONS, beside=beside, **shared)
        report(rows, RESULT)
        rows += measure(_EVENTS, repetitions=_REPETITIONS, fullness=_FULLNESS, **shared)
        rows += measure(_TIMES * _EVENTS, repetitions=1, fullness=_FULLNESS, **shared)
        report(rows, RESULT)
    return rows


def main() -> int:
    """The command; 0 when every goal is met."""
    parser = argparse.ArgumentParser(description="How fast a chain becomes rows.")
    parser.add_argument("--peers", action="store_true", help="run Ponder and web3.py as well")
    try:
        rows = run(beside=parser.parse_args().peers)
    except (BenchError, DifferentRowsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for row in rows:
        _print(row)
    code = verdict(of_index(rows))
    print(f"Written: {RESULT.relative_to(ROOT)}")
    return code


if __name__ == "__main__":
    sys.exit(main())
