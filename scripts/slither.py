"""What Slither finds in the contracts, against the answers we have: `make slither`.

Fails on a finding of medium impact or above without an answer, and on an answer to nothing. The
answers stand in docs/decisions/0011-slither.md, one line of a detector and the places it speaks of:
"- **detector** `Contract.function`, `Contract.function.variable`: why it stays."
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.proving.forge import FORGE, ForgeError, forge_or_fail
from scripts.root import ROOT

ANSWERS = ROOT / "docs/decisions/0011-slither.md"
OUT = ROOT / "build/slither"
SLITHER = ROOT / ".venv-proofs/bin/slither"

_ANSWER = re.compile(r"^- \*\*(?P<detector>[a-z0-9-]+)\*\* (?P<places>`[^:]*`): \S", re.MULTILINE)

Finding = tuple[str, str]  # detector, place


class SlitherError(Exception):
    """Slither did not finish; the message is what it said."""


def answers(document: str) -> list[Finding]:
    """What the document answers, in its order."""
    found = []
    for line in _ANSWER.finditer(document):
        places = re.findall(r"`([^`]+)`", line["places"])
        found += [(line["detector"], place) for place in places]
    return found


def findings(result: dict[str, Any]) -> Iterator[tuple[Finding, str]]:
    """Each finding with Slither's own words."""
    for each in result["results"].get("detectors", []):
        yield (each["check"], _place(each["elements"][0])), each["description"].strip()


def analyse() -> dict[str, Any]:
    """Compile the contracts and run Slither on them; its JSON. Raises ForgeError, SlitherError."""
    shutil.rmtree(OUT, ignore_errors=True)
    build = ["build", "contracts", "--build-info", "--out", str(OUT)]
    forge_or_fail([*build, "--cache-path", str(OUT / "cache")], env={"FOUNDRY_PROFILE": "quick"})
    command = [str(SLITHER), ".", "--compile-force-framework", "foundry"]
    command += ["--foundry-ignore-compile", "--foundry-out-directory", str(OUT)]
    command += ["--foundry-build-info-directory", str(OUT / "build-info")]
    command += ["--filter-paths", "node_modules/", "--json", "-"]
    command += ["--exclude-low", "--exclude-informational", "--exclude-optimization"]
    path = f"{Path(FORGE).parent}{os.pathsep}{os.environ['PATH']}"
    # Its exit code counts findings: whether it came to an end stands in what it says.
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        result: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise SlitherError(done.stdout + done.stderr) from None
    if not result["success"]:
        raise SlitherError(str(result["error"]))
    return result


def main() -> int:
    """The command; 0 when every finding has an answer and every answer a finding."""
    answered = answers(ANSWERS.read_text())
    try:
        found = list(findings(analyse()))
    except (ForgeError, SlitherError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    open_findings = [(key, words) for key, words in found if key not in answered]
    stale = sorted(set(answered) - {key for key, _ in found})
    for (detector, place), words in open_findings:
        print(f"not answered: **{detector}** `{place}`\n  {words}\n", file=sys.stderr)
    for detector, place in stale:
        print(f"answers nothing: **{detector}** `{place}`", file=sys.stderr)
    print(f"Slither: {len(found)} findings of medium impact or above, {len(open_findings)} open")
    return 1 if open_findings or stale else 0


def _place(element: dict[str, Any]) -> str:
    """`Contract.function`, or what is in it, that an element of a finding belongs to."""
    parent = element.get("type_specific_fields", {}).get("parent")
    within = _place(parent) if parent and parent["type"] in ("contract", "function") else ""
    # Instructions have no name: their function speaks for them.
    if element["type"] == "node":
        return within
    return f"{within}.{element['name']}" if within else str(element["name"])


if __name__ == "__main__":
    sys.exit(main())
