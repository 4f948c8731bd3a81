"""Many connections that ask at once, from a process of its own (autocannon)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.root import ROOT

CONNECTIONS = 32


class LoadError(Exception):
    """Some of the questions were refused, so the numbers are worth nothing."""


@dataclass(frozen=True)
class Load:
    """What came of it; latencies in milliseconds."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float


def load(url: str, paths: Sequence[str], *, seconds: int) -> Load:
    """Ask for these paths in turn, over 32 connections, for so many seconds."""
    question = {"url": url, "paths": list(paths), "connections": CONNECTIONS, "seconds": seconds}
    run = subprocess.run(
        ["node", str(ROOT / "scripts/bench/load.mjs")],
        input=json.dumps(question), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    found = json.loads(run.stdout)
    if found["refused"] or not found["answered"]:
        raise LoadError(f"{found['refused']} of the questions for {paths[0]} … were refused.")
    return Load(found["requests_per_second"], found["p50_ms"], found["p99_ms"])
