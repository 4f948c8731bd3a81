"""How soon a mined trade is visible over HTTP: `make bench-live`.

On Anvil and on Ganache, which mine a block for each transaction, 200 trades are sent one after another with pauses of
20 to 150 ms. The clock of each runs from the node's announcement of its block, as a WebSocket client of the bench gets
it, to the end of the first answer that shows the trade as the newest one. The server is `toktok serve`, which follows
the node, keeps every row and answers in one process, on SQLite and on PostgreSQL; it is asked over one connection
again and again, with a millisecond between an answer and the next question. Writes build/bench/live.json; ends with 1
if a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from scripts.bench import calldata
from scripts.bench.goals import Row, of_live, verdict
from scripts.bench.heads import Heads, heads
from scripts.bench.peers.live import live_ponder
from scripts.bench.peers.ponder_process import Sources
from scripts.bench.server import bench_server
from scripts.bench.service import service
from scripts.root import ROOT
from tests.support.databases import PostgresServer
from tests.support.history import History
from tests.support.node import anvil, ganache
from tests.support.world import FOREVER, NOBODY, TT, World, deploy

RESULT = ROOT / "build/bench/live.json"
Visible = Callable[[str], bool]
_WARM_UP, _TRADES = 20, 200
_PAUSE = (0.02, 0.15)
_BETWEEN = 0.001
_PATIENCE = 10


class Market:
    """A world with a token that trades, and somebody who trades it."""

    def __init__(self, world: World) -> None:
        self._world = world
        history = History(world, seed=1)
        history.begin(launches=2)
        self._token = history.tokens[0]
        self._sent = 0
        self._random = random.Random(1)

    def trade(self) -> str:
        """Buy, or sell what was bought; the hash of the transaction."""
        people = self._world.people
        trader, amount = people[self._sent // 2 % len(people)], 100 * TT
        if self._sent % 2 == 0:
            data = calldata.buy_exact(self._token, amount, 2**200, trader, FOREVER, NOBODY)
        else:
            data = calldata.sell(self._token, amount, 0, trader, FOREVER, NOBODY)
        self._sent += 1
        tx: str = self._world.node.call(
            "eth_sendTransaction",
            {"from": trader, "to": self._world.market.address, "data": data, "gas": hex(1_000_000)},
        )
        return tx

    def latencies(self, trades: int, heads: Heads, visible: Visible) -> Iterator[float]:
        """Seconds from mined to visible, trade after trade, once both sides are warm."""
        for number in range(_WARM_UP + trades):
            time.sleep(self._random.uniform(*_PAUSE))
            tx = self.trade()
            deadline = time.perf_counter() + _PATIENCE
            while not visible(tx):
                if time.perf_counter() > deadline:
                    raise TimeoutError(f"trade {number} was not visible after {_PATIENCE} s")
                time.sleep(_BETWEEN)
            seen = time.perf_counter()
            receipt = self._world.node.call("eth_getTransactionReceipt", tx)
            if number >= _WARM_UP:
                yield seen - heads.announced(int(receipt["blockNumber"], 16))


class Bench:
    """One chain, and who follows it."""

    def __init__(self, chain: str, world: World, folder: Path, *, trades: int = _TRADES) -> None:
        self._chain = chain
        self._trades = trades
        self._url = world.node.url
        self._folder = folder
        self._market = Market(world)
        world.write_record(folder)

    def ours(self, store: str, database_url: str) -> Row:
        """Our server with one of the databases."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        for record in self._folder.glob("*.json"):
            (folder / record.name).write_text(record.read_text())
        with service(rpc_url=self._url, database_url=database_url, folder=folder) as served:
            return self._row("toktok", store, served.visible)

    def ponder(self, server: PostgresServer) -> Row:
        """Ponder on PostgreSQL."""
        record = next(self._folder.glob("*.json"))
        sources = Sources(self._url, self._url.replace("http", "ws", 1), record)
        with live_ponder(sources, server=server) as visible:
            return self._row("ponder-lifted", "postgresql", visible)

    def _row(self, who: str, store: str, visible: Visible) -> Row:
        with heads(self._url.replace("http", "ws", 1)) as announced:
            found = sorted(self._market.latencies(self._trades, announced, visible))
        row = {
            "who": who,
            "chain": self._chain,
            "store": store,
            "trades": len(found),
            "p50_ms": _milliseconds(found[len(found) // 2]),
            "p95_ms": _milliseconds(found[len(found) * 95 // 100]),
        }
        print(
            f"{who:<14} {self._chain:<8} {store:<11} p50 {row['p50_ms']} ms, p95 {row['p95_ms']} ms"
        )
        return row


def _milliseconds(seconds: float) -> float:
    return round(1_000 * seconds, 1)


def measure(*, beside: bool) -> Iterator[Row]:
    """The rows of the report."""
    for chain, start in (("anvil", anvil), ("ganache", ganache)):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="toktok-bench-")))
            server = stack.enter_context(bench_server())
            bench = Bench(chain, deploy(stack.enter_context(start())), folder)
            yield bench.ours("sqlite", f"sqlite:///{folder}/toktok.db")
            yield bench.ours("postgresql", stack.enter_context(server.database(migrated=False)))
            if beside:
                yield bench.ponder(server)


def main() -> int:
    """The command; 0 when every goal is met."""
    parser = argparse.ArgumentParser(description="How soon a mined trade is visible.")
    parser.add_argument("--peers", action="store_true", help="measure Ponder as well")
    rows = list(measure(beside=parser.parse_args().peers))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=2) + "\n")
    code = verdict(of_live(rows))
    print(f"Written: {RESULT.relative_to(ROOT)}")
    return code


if __name__ == "__main__":
    sys.exit(main())
