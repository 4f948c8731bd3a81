"""The chain as it is indexed by hand: web3.py, a loop over ranges of blocks, inserts into SQLite.

A process of its own: `python -m scripts.bench.peers.web3py RPC RECORD DATABASE` writes what it measured
of itself as one line of JSON.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from web3 import HTTPProvider, Web3
from web3.contract import Contract
from web3.types import EventData, FilterParams, LogReceipt, RPCEndpoint, RPCResponse

from scripts.bench.peers.measured import peak_rss_mb

RANGE = 100
ABIS = files("toktok.chain") / "abi"
SCHEMA = Path(__file__).with_name("web3py.sql")


class CountingProvider(HTTPProvider):
    """HTTP as web3.py has it, and the number of requests."""

    requests = 0

    def make_request(self, method: RPCEndpoint, params: Any) -> RPCResponse:
        self.requests += 1
        return super().make_request(method, params)


class Loop:
    """The state of the loop: the contracts, the tokens known by now, and the database."""

    def __init__(self, w3: Web3, record: dict[str, Any], database: sqlite3.Connection) -> None:
        self.database = database
        self.eth = w3.eth
        self.market = self._contract("CreatorMarket", record)
        self.moments = self._contract("TopMoments", record)
        self.ledger = self._contract("PayoutLedger", record)
        self.token = self._contract("CreatorToken", record)
        self.tokens: list[str] = []
        self.timestamp = cache(self._timestamp)
        self.events = 0
        self._insert: dict[str, Callable[[LogReceipt], None]] = {
            self.market.address: self._trade,
            self.moments.address: self._moment,
            self.ledger.address: self._claim,
        }
        signed = (self.market.events.Traded, self.token.events.Transfer, self.ledger.events.Claimed)
        self._topics = [each().topic for each in signed]

    def index(self, first: int, last: int) -> None:
        """One range: tokens that were born in it, then every event of interest, in order."""
        launches = self.market.events.Launched.get_logs(from_block=first, to_block=last)
        self.tokens += [launched["args"]["token"] for launched in launches]
        wanted = {
            "fromBlock": first,
            "toBlock": last,
            "address": [*self._insert, *self.tokens],
            "topics": [self._topics],
        }
        for log in self.eth.get_logs(cast(FilterParams, wanted)):
            self._insert.get(log["address"], self._transfer)(log)
            self.events += 1
        self.database.commit()

    def _contract(self, name: str, record: dict[str, Any]) -> Contract:
        address = Web3.to_checksum_address(record["contracts"][name]["address"])
        abi = json.loads((ABIS / f"{name}.json").read_text())
        return self.eth.contract(address=address, abi=abi)

    def _timestamp(self, block: int) -> int:
        return self.eth.get_block(block)["timestamp"]

    def _write(self, table: str, event: EventData, *values: object) -> None:
        block = event["blockNumber"]
        place = (block, event["logIndex"], event["transactionHash"].to_0x_hex())
        row = (*place, self.timestamp(block), *map(_text, values))
        self.database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def _trade(self, log: LogReceipt) -> None:
        event = self.market.events.Traded().process_log(log)
        self._write("trade", event, *event["args"].values())

    def _transfer(self, log: LogReceipt) -> None:
        event = self.token.events.Transfer().process_log(log)
        self._write("transfer", event, event["address"], *event["args"].values())

    def _moment(self, log: LogReceipt) -> None:
        moved = self.moments.events.Transfer().process_log(log)["args"]
        row = (moved["tokenId"], moved["to"])
        self.database.execute("INSERT OR REPLACE INTO moment_token VALUES (?, ?)", row)

    def _claim(self, log: LogReceipt) -> None:
        event = self.ledger.events.Claimed().process_log(log)
        self._write("claim", event, *event["args"].values())


def _text(value: object) -> object:
    """An amount as text: SQLite's integers are too small for it."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def main(rpc_url: str, record: str, path: str) -> None:
    """Index everything up to the head of the chain."""
    provider = CountingProvider(rpc_url)
    w3 = Web3(provider)
    deployed = json.loads(Path(record).read_text())
    database = sqlite3.connect(path)
    database.executescript(SCHEMA.read_text())
    started = time.perf_counter()
    loop = Loop(w3, deployed, database)
    head = w3.eth.block_number
    for first in range(deployed["first_block"], head + 1, RANGE):
        loop.index(first, min(first + RANGE - 1, head))
    measured = {
        "seconds": time.perf_counter() - started,
        "events": loop.events,
        "rpc_calls": provider.requests,
        "peak_rss_mb": peak_rss_mb(),
    }
    print(json.dumps(measured))
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
