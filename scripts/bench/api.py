"""How fast the API answers: `make bench-api`.

Makes a chain with a good million trades (see `chain`) and indexes it into SQLite. One process serves it (`bare`); 32
connections ask it for lists and details, among them pages deep in a list. Each kind is measured three ways: as it is
asked, when answers are kept until the next commit; as the same statements bare, with orjson, in the same server; and,
to be told beside it, as if nobody ever asked what another had asked, each address being another one. Then 1,000
listeners wait for one trade after another. Writes build/bench/api.json, rows {what, value, goal}; ends with 1 if a
goal is missed.
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
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psutil  # type: ignore[import-untyped]

from scripts.bench import calldata
from scripts.bench.acts import BUY, transaction
from scripts.bench.chain import Chain, bench_chain, describe
from scripts.bench.goals import Goal, verdict
from scripts.bench.heads import heads
from scripts.bench.load import load
from scripts.root import ROOT
from tests.support.node import Node, free_port

RESULT = ROOT / "build/bench/api.json"
_EVENTS, _FULLNESS, _TRADES = 20_000, 10, 1_000_000
_SECONDS = 5
_PAGES, _OTHERS = 40, 20_000
_P99_MS, _SHARE_OF_BARE = 25, 60
_LISTENERS, _HEARD_MS, _LISTENER_KB = 1_000, 250, 100
_TOLD = 20
_START_SECONDS = 600


@dataclass(frozen=True)
class Kind:
    """A kind of question, and addresses that ask it."""

    name: str
    paths: Sequence[str]

    @property
    def never_asked(self) -> list[str]:
        """As many addresses as nobody will ask twice while it is measured, with the same answers."""
        found = (self.paths[at % len(self.paths)] for at in range(_OTHERS))
        return [f"{path}{'&' if '?' in path else '?'}again={at}" for at, path in enumerate(found)]


class Served:
    """The server's address, and its process."""

    def __init__(self, url: str, process: subprocess.Popen[bytes]) -> None:
        self.url = url
        self._process = psutil.Process(process.pid)
        self._http = httpx.Client(base_url=url, timeout=60, trust_env=False)

    def get(self, path: str) -> Any:
        """An answer."""
        answer: Any = self._http.get(path).raise_for_status().json()
        return answer

    def pages(self, path: str, count: int = _PAGES) -> list[str]:
        """Addresses of the first pages of a list."""
        sign, found = "&" if "?" in path else "?", [path]
        while len(found) < count and (cursor := self.get(found[-1])["next_cursor"]):
            found.append(f"{path}{sign}cursor={cursor}")
        return found

    @property
    def memory_kb(self) -> float:
        """What the process has in memory."""
        return float(self._process.memory_info().rss) / 1024

    def kinds(self) -> Iterator[Kind]:
        """Lists and details that pages ask for."""
        creators = [each["handle"] for each in self.get("/v1/creators?status=trading")["items"]]
        fans = [
            each["account"] for each in self.get(f"/v1/creators/{creators[0]}/holders")["items"]
        ]
        moments = [each["moment"] for each in self.get("/v1/moments?limit=100")["items"]]
        yield Kind("creators", self.pages("/v1/creators"))
        yield Kind("creator", [f"/v1/creators/{name}" for name in creators])
        yield Kind("trades", self.pages(f"/v1/creators/{creators[0]}/trades"))
        yield Kind("holders", self.pages(f"/v1/creators/{creators[0]}/holders"))
        yield Kind("candles", [f"/v1/creators/{name}/candles?limit=200" for name in creators])
        yield Kind("activity", self.pages("/v1/activity"))
        yield Kind("moments", self.pages("/v1/moments"))
        yield Kind("moment", [f"/v1/moments/{moment}" for moment in moments])
        yield Kind("portfolio", [f"/v1/portfolio/{fan}" for fan in fans])


def measured(served: Served, kind: Kind) -> Iterator[Goal]:
    """One kind of question."""
    asked = load(served.url, kind.paths, seconds=_SECONDS)
    yield Goal(f"{kind.name}: p99, ms", asked.p99_ms, _P99_MS)
    bare_paths = [f"/bare{path}" for path in kind.paths]
    # One by one: what is recorded is all that the database is asked meanwhile.
    for path in bare_paths:
        served.get(path)
    bare = load(served.url, bare_paths, seconds=_SECONDS)
    first = load(served.url, kind.never_asked, seconds=_SECONDS)
    shares = [100 * each.requests_per_second / bare.requests_per_second for each in (asked, first)]
    yield Goal(f"{kind.name}: % of bare SQL", shares[0], _SHARE_OF_BARE, False)
    yield Goal(f"{kind.name}: if nobody asked twice, p99, ms", first.p99_ms)
    yield Goal(f"{kind.name}: if nobody asked twice, % of bare SQL", shares[1])
    print(
        f"{kind.name:<10} asked {asked.requests_per_second:6,.0f}/s, p99 {asked.p99_ms} ms; nobody twice "
        f"{first.requests_per_second:6,.0f}/s, p99 {first.p99_ms} ms; bare {bare.requests_per_second:6,.0f}/s, "
        f"p99 {bare.p99_ms} ms"
    )


def listening(served: Served, chain: Chain) -> Iterator[Goal]:
    """How soon everybody hears of a trade after the node has announced its block, and what one listener takes."""
    before = served.memory_kb
    command = [sys.executable, "-m", "scripts.bench.listeners", served.url, str(_LISTENERS)]
    with (
        heads(chain.url.replace("http", "ws", 1)) as announced,
        closing(Node(chain.url)) as node,
        subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as crowd,
    ):
        assert crowd.stdin is not None
        assert crowd.stdout is not None
        assert crowd.stdout.readline() == "ready\n"
        each_kb = (served.memory_kb - before) / _LISTENERS
        token = served.get("/v1/creators?status=trading&limit=1")["items"][0]["token"]
        took = []
        for _ in range(_TOLD):
            tx = trade(node, chain, token)
            crowd.stdin.write(f"{tx}\n")
            crowd.stdin.flush()
            heard = float(crowd.stdout.readline())
            block = int(node.call("eth_getTransactionReceipt", tx)["blockNumber"], 16)
            took.append(1_000 * (heard - announced.announced(block)))
        crowd.stdin.close()
    yield Goal("listeners: 1,000 have a trade after, ms (the slowest of 20)", max(took), _HEARD_MS)
    yield Goal("listeners: memory of each, KB", each_kb, _LISTENER_KB)


def trade(node: Node, chain: Chain, token: str) -> str:
    """One trade; its hash."""
    sender = node.call("eth_accounts")[0]
    data = calldata.trade([(BUY, token, 10**18, sender)])
    tx: str = node.call("eth_sendTransaction", transaction(sender, chain.trader, data))
    return tx


@contextmanager
def serving(chain: Chain, folder: Path) -> Iterator[Served]:
    """The server, once it has the whole chain."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOKTOK_")}
    port = free_port()
    environment = {
        **kept,
        "TOKTOK_RPC_URL": chain.url,
        "TOKTOK_DATABASE_URL": f"sqlite:///{folder}/toktok.db",
        "TOKTOK_DEPLOYMENTS_DIR": str(folder),
        "TOKTOK_MEDIA_DIR": str(folder / "media"),
        "TOKTOK_PORT": str(port),
    }
    run = partial(subprocess.run, check=True, cwd=ROOT, env=environment)
    run([str(Path(sys.executable).with_name("toktok")), "migrate"])
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.bench.bare"], cwd=ROOT, env=environment
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(url, process)
        yield Served(url, process)
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            if httpx.get(f"{url}/ready", timeout=30, trust_env=False).is_success:
                return
        except httpx.TransportError:
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            raise TimeoutError("The server does not come to the head of the chain.")
        time.sleep(0.5)


def measure(chain: Chain, folder: Path) -> Iterator[Goal]:
    """Everything there is to measure on one chain."""
    with serving(chain, folder) as served:
        for kind in list(served.kinds()):
            yield from measured(served, kind)
        yield from listening(served, chain)


def main() -> int:
    """The command; 0 when every goal is met."""
    parser = argparse.ArgumentParser(description="How fast the API answers.")
    parser.add_argument("--trades", type=int, default=_TRADES)
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="toktok-bench-")))
        chain = stack.enter_context(
            bench_chain(_EVENTS, folder, fullness=_FULLNESS, trades=asked.trades)
        )
        describe(chain)
        goals = list(measure(chain, folder))
    rows = [
        {"what": each.what, "value": round(each.reached, 2), "goal": each.limit} for each in goals
    ]
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=2) + "\n")
    code = verdict(goals)
    print(f"Written: {RESULT.relative_to(ROOT)}")
    return code


if __name__ == "__main__":
    sys.exit(main())
