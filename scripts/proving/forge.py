"""Foundry's forge as the proof tools call it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.root import ROOT

_BUNDLED = ROOT / "node_modules/@foundry-rs/forge-linux-amd64/bin/forge"
FORGE = str(_BUNDLED) if _BUNDLED.exists() else "forge"

UNIT_TESTS = ("--no-match-path", "tests/contracts/foundry/invariants/*")


class ForgeError(Exception):
    """Forge did not do what was asked; the message is what it said."""


def forge(
    arguments: Sequence[str],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run forge to its end, whatever comes of it. `env` is set on top of ours.

    Raises subprocess.TimeoutExpired after `seconds`.
    """
    return subprocess.run(
        [FORGE, *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def forge_or_fail(
    arguments: Sequence[str], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> str:
    """Run forge; what it printed. Raises ForgeError if it fails."""
    done = forge(arguments, cwd=cwd, env=env)
    if done.returncode != 0:
        raise ForgeError(f"forge {arguments[0]} fails:\n{done.stdout}{done.stderr}")
    return done.stdout
