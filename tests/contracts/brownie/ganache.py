"""A Ganache of the tests' own, on a port nobody else has."""

from __future__ import annotations

import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from web3 import HTTPProvider, Web3

ROOT = Path(__file__).resolve().parents[3]
MNEMONIC = "myth like bonus scare over problem client lizard pioneer submit female collect"


class Ganache:
    """A running node; `days_ago` is when its chain begins."""

    def __init__(self, log: Path, *, days_ago: int = 0) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.web3 = Web3(HTTPProvider(self.url))
        begins = datetime.now(UTC) - timedelta(days=days_ago)
        command = [
            str(ROOT / "node_modules/.bin/ganache"),
            *("--server.port", str(port), "--chain.chainId", "1337"),
            *("--chain.hardfork", "shanghai", "--miner.blockGasLimit", "30000000"),
            *("--wallet.deterministic", "--wallet.totalAccounts", "61"),
            *("--chain.time", begins.strftime("%Y-%m-%dT%H:%M:%SZ")),
        ]
        self._log = log.open("wb")
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log)
        self._wait()

    def rpc(self, method: str, *parameters: object) -> object:
        """Ask the node; its answer's result."""
        answer = self.web3.provider.make_request(method, list(parameters))
        assert "error" not in answer, answer
        return answer["result"]

    def now(self) -> int:
        """Timestamp of the newest block."""
        return self.web3.eth.get_block("latest")["timestamp"]

    def travel(self, seconds: int) -> None:
        """Let time pass, and a block say so."""
        self.rpc("evm_increaseTime", seconds)
        self.rpc("evm_mine")

    def stop(self) -> None:
        """End it and wait until it is gone."""
        self._process.terminate()
        self._process.wait()
        self._log.close()

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while not self.web3.is_connected():
            assert self._process.poll() is None, "Ganache ended by itself"
            assert time.monotonic() < until, "Ganache does not answer"
            time.sleep(0.05)
