"""What each contract is compiled from, as a hash that anybody can compute again.

A contract's hash is what `sha256sum FILES | sha256sum` prints for its sources, its libraries among them, in the order
of their paths.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from scripts.deploying.artifacts import Artifacts
from scripts.root import ROOT

SOURCES = ROOT / "backend/toktok/chain/sources.json"


def hash_of(paths: list[str], *, root: Path = ROOT) -> str:
    """SHA-256 of the list that `sha256sum` prints for `paths`, in hex."""
    lines = (
        f"{sha256((root / path).read_bytes()).hexdigest()}  {path}\n" for path in sorted(paths)
    )
    return sha256("".join(lines).encode()).hexdigest()


def render_sources(artifacts: Artifacts, names: tuple[str, ...]) -> str:
    """The text of sources.json: per contract its file, how many files it takes, and their hash."""
    found = {name: artifacts.sources(name) for name in names}
    document = {
        name: {"path": path, "files": len(files), "sha256": hash_of(files)}
        for name, (path, files) in found.items()
    }
    return json.dumps(document, indent=2, sort_keys=True) + "\n"
