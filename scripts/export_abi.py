"""Write the contracts' ABIs, and the hashes of their sources, to where the server and the page take them from.

`python -m scripts.export_abi` compiles what changed and rewrites backend/toktok/chain/abi/*.json and sources.json;
with `--check` it writes nothing and fails if a file is not what it would write.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from scripts.deploying.artifacts import Artifacts, BuildError, load_artifacts
from scripts.deploying.protocol import NAMES
from scripts.deploying.sources import SOURCES, render_sources
from scripts.root import ROOT

ABI_DIR = ROOT / "backend/toktok/chain/abi"
EXPORTED = tuple(sorted(NAMES))


def render(abi: list[dict[str, Any]]) -> str:
    """The ABI as text that depends on nothing but its content: one entry a line, sorted."""
    lines = sorted(json.dumps(_standard(entry), sort_keys=True) for entry in abi)
    return "[\n  " + ",\n  ".join(lines) + "\n]\n"


def _standard(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry without the name that Brownie gives to constructors."""
    if entry["type"] == "constructor":
        return {key: value for key, value in entry.items() if key != "name"}
    return entry


def exported(artifacts: Artifacts) -> dict[Path, str]:
    """The text of every file, by its path."""
    abis = {ABI_DIR / f"{name}.json": render(artifacts.abi(name)) for name in EXPORTED}
    return {**abis, SOURCES: render_sources(artifacts, EXPORTED)}


def outdated(files: dict[Path, str]) -> list[Path]:
    """The files that are missing or say something else."""
    return [path for path, text in files.items() if not path.is_file() or path.read_text() != text]


def main() -> int:
    """The command; 0 when the files are as they should be."""
    parser = argparse.ArgumentParser(prog="python -m scripts.export_abi", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if outdated")
    given = parser.parse_args()
    try:
        files = exported(load_artifacts())
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    changed = outdated(files)
    for path in changed:
        if not given.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path])
        print(f"{'outdated' if given.check else 'written'}: {path.relative_to(ROOT)}")
    if not changed:
        print(f"{len(files)} files are up to date.")
    return 1 if changed and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
