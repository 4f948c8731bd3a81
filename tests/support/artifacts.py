"""What the compiler made of the contracts."""

from __future__ import annotations

import json
import os
import subprocess
import time
from functools import cache
from typing import Any

from tests.support.node import ROOT

FORGE = ROOT / "node_modules/@foundry-rs/forge-linux-amd64/bin/forge"


@cache
def artifact(name: str) -> dict[str, Any]:
    """What the compiler made of a contract."""
    compiled()
    path = ROOT / f"build/foundry/{name}.sol/{name}.json"
    made: dict[str, Any] = json.loads(path.read_text())
    return made


@cache
def compiled() -> None:
    """Compile if a source is newer than the last time, those of tests and benches included."""
    folders = ["contracts", "tests/model/contracts", "scripts/bench/contracts"]
    sources = [each for folder in folders for each in (ROOT / folder).rglob("*.sol")]
    newest = max(each.stat().st_mtime for each in [*sources, ROOT / "foundry.toml"])
    stamp, begun = ROOT / "build/foundry/.compiled", time.time()
    if stamp.exists() and stamp.stat().st_mtime > newest:
        return
    subprocess.run([str(FORGE), "build", *folders], cwd=ROOT, check=True, capture_output=True)
    stamp.touch()
    os.utime(stamp, (begun, begun))
