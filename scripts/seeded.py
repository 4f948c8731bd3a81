"""A seeded Toktok of its own, for measuring pages and for taking pictures of them.

It is what `make up` brings up, on free ports and with its state in build/stage, where the next run finds it again: the
first one takes some minutes. Remove the folder to begin anew, as is needed once contracts have changed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.root import ROOT
from tests.support.node import free_port

STATE = ROOT / "build/stage"
_STOP_SECONDS = 30


class SeedError(Exception):
    """It does not come up; the message is what it said."""


@contextmanager
def seeded() -> Iterator[str]:
    """The address of a seeded Toktok, for as long as the block lasts. Raises SeedError."""
    port, rpc_port = free_port(), free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TOKTOK_")},
        "TOKTOK_STATE": str(STATE),
        "TOKTOK_PORT": str(port),
        "TOKTOK_RPC_PORT": str(rpc_port),
        "PYTHONUNBUFFERED": "1",
    }
    STATE.mkdir(parents=True, exist_ok=True)
    print("A seeded Toktok; the first time this takes some minutes.", flush=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.up"], cwd=ROOT, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        _wait_until_up(process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=_STOP_SECONDS)


def _wait_until_up(process: subprocess.Popen[str]) -> None:
    said: list[str] = []
    for line in process.stdout or ():
        said.append(line)
        if line.startswith("Ctrl-C stops everything"):
            return
    raise SeedError("".join(said[-20:]))
