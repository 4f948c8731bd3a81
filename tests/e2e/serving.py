"""`toktok serve` as a process of its own, on a chain of one's choice."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.e2e.chain import person, wait_for_url
from tests.e2e.rpc import BRIEFLY_KEPT
from tests.support.node import ROOT


class Served:
    """`toktok serve` for as long as the block lasts; what it keeps lies in `directory`."""

    def __init__(self, rpc_url: str, directory: Path, *, deployments: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        environment = {
            **os.environ,
            "TOKTOK_RPC_URL": rpc_url,
            "TOKTOK_DEPLOYMENTS_DIR": str(deployments),
            "TOKTOK_DATABASE_URL": f"sqlite:///{directory / 'toktok.db'}",
            "TOKTOK_MEDIA_DIR": str(directory / "media"),
            "TOKTOK_PORT": str(port),
            "TOKTOK_POLL_SECONDS": "0.1",
            "TOKTOK_OPERATORS": person("operator").address,
        }
        self.client = httpx.Client(
            base_url=self.url, timeout=30, trust_env=False, limits=BRIEFLY_KEPT
        )
        self._log = (directory / "serve.log").open("w")
        self._process = subprocess.Popen(
            [str(ROOT / ".venv/bin/toktok"), "serve"],
            cwd=ROOT, env=environment, stdout=self._log, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def __enter__(self) -> Served:
        wait_for_url(f"{self.url}/ready", self._process, accept=300)
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self._process.terminate()
        self._process.wait()
        self._log.close()

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """It answers nothing and indexes nothing meanwhile."""
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)
