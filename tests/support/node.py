"""A node of one's own for a test: Anvil, started and stopped."""

from __future__ import annotations

import itertools
import random
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
ANVIL = ROOT / "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil"
GANACHE = ROOT / "node_modules/ganache/dist/node/cli.js"
BEGINNING = 1_750_000_000
_START_SECONDS = 60
_MINE_SECONDS = 60
#: Below those that Linux lends to whoever connects: one found free is still free when it is used.
_PORTS = range(15_000, 32_000)
_chance = random.SystemRandom()
#: Whom one would believe on other machines: read once, as that takes longer than most talks with this one.
CERTIFICATES = httpx.create_ssl_context(trust_env=False)


class NodeError(Exception):
    """The node refused a call; `data` is what the contract reverted with."""

    def __init__(self, message: str, data: bytes = b"") -> None:
        super().__init__(message)
        self.data = data


class Node:
    """JSON-RPC to a local node, one call after the other."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx.Client(timeout=30, trust_env=False, verify=CERTIFICATES)
        self._ids = itertools.count(1)
        self._automining = True

    def call(self, method: str, *params: Any) -> Any:
        """The result of one call."""
        body = {"jsonrpc": "2.0", "id": next(self._ids), "method": method, "params": list(params)}
        reply = self._client.post(self.url, json=body).json()
        if "error" in reply:
            error = reply["error"]
            data = error.get("data")
            reverted = bytes.fromhex(data[2:]) if isinstance(data, str) else b""
            raise NodeError(f"{method}: {error}", reverted)
        return reply["result"]

    def block_number(self) -> int:
        """Number of the newest block."""
        return int(self.call("eth_blockNumber"), 16)

    def timestamp(self) -> int:
        """Timestamp of the newest block."""
        return int(self.call("eth_getBlockByNumber", "latest", False)["timestamp"], 16)

    def wait_until(self, seconds: int) -> None:
        """Let chain time pass, into a new block."""
        self.call("evm_increaseTime", seconds)
        self.call("evm_mine")

    @contextmanager
    def one_block(self) -> Iterator[None]:
        """Everything sent inside lands in one block."""
        self.call("evm_setAutomine", False)
        self._automining = False
        try:
            yield
            self.call("evm_mine")
        finally:
            self._automining = True
            self.call("evm_setAutomine", True)

    def send(self, transaction: dict[str, Any]) -> str:
        """A transaction from an unlocked account, mined unless it waits for its block."""
        tx: str = self.call("eth_sendTransaction", transaction)
        deadline = time.monotonic() + _MINE_SECONDS
        while self._automining and self.call("eth_getTransactionReceipt", tx) is None:
            if time.monotonic() > deadline:
                raise NodeError(f"{tx} is not mined")
        return tx

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


class GanacheNode(Node):
    """A node that numbers the logs of a block anew for each of its transactions."""

    @contextmanager
    def one_block(self) -> Iterator[None]:
        """Everything sent inside lands in one block."""
        self.call("miner_stop")
        self._automining = False
        try:
            yield
            self.call("evm_mine")
        finally:
            self._automining = True
            self.call("miner_start")


def free_port() -> int:
    """A port nobody listens on right now."""
    while True:
        port = _chance.choice(_PORTS)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def anvil(
    *,
    port: int | None = None,
    timestamp: int = BEGINNING,
    hardfork: str = "shanghai",
    states: int = 500,
    arguments: Sequence[str] = (),
) -> Iterator[Node]:
    """A fresh Anvil with 20 rich, unlocked accounts; its first block is of `timestamp`.

    It knows the `states` after so many newest blocks: the rest it would write to the disk, which takes long.
    """
    port = port or free_port()
    command = [
        str(ANVIL), "--port", str(port), "--silent",
        "--accounts", "20", "--balance", "1000000",
        "--order", "fifo", "--hardfork", hardfork, "--gas-limit", "200000000",
        "--base-fee", "0", "--gas-price", "0", "--timestamp", str(timestamp),
        "--prune-history", str(states), *arguments,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    node = Node(f"http://127.0.0.1:{port}")
    try:
        _wait_for(node, process)
        yield node
    finally:
        node.close()
        process.terminate()
        process.wait()


@contextmanager
def ganache() -> Iterator[Node]:
    """A fresh Ganache with 20 rich, unlocked accounts."""
    port = free_port()
    command = [
        "node", str(GANACHE), "--server.port", str(port), "--logging.quiet",
        "--wallet.deterministic", "--wallet.totalAccounts", "20",
        "--wallet.defaultBalance", "1000000", "--chain.hardfork", "shanghai",
        "--miner.blockGasLimit", "200000000", "--chain.time", "2025-06-15T12:00:00Z",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    node = GanacheNode(f"http://127.0.0.1:{port}")
    try:
        _wait_for(node, process)
        yield node
    finally:
        node.close()
        process.terminate()
        process.wait()


def _wait_for(node: Node, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            node.call("eth_chainId")
        except httpx.TransportError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
