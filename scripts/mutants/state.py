"""What is known of mutants already, so that a run can be stopped and taken up again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from scripts.mutants.operators import Mutant
from scripts.mutants.project import TESTS, Fate, Verdict
from scripts.root import ROOT

_IMPORT = re.compile(r'^(?:import|\}) [^"]*"(\.[^"]+)";', re.MULTILINE)


def digest(paths: Iterable[Path]) -> str:
    """Names the content of files and folders."""
    found = hashlib.sha256()
    for path in paths:
        for each in sorted(path.rglob("*.sol")) if path.is_dir() else [path]:
            found.update(f"{each.relative_to(ROOT)}\0".encode() + each.read_bytes() + b"\0")
    return found.hexdigest()


def made_of(path: Path) -> set[Path]:
    """The file and all of ours that it imports."""
    found: set[Path] = set()
    waiting = [path]
    while waiting:
        each = waiting.pop().resolve()
        if each not in found:
            found.add(each)
            waiting += [each.parent / name for name in _IMPORT.findall(each.read_text())]
    return found


class State:
    """Verdicts on mutants of a contract.

    They hold for the same contract and all it is made of: a killer, as long as it is the same; that
    nobody killed it, as long as all tests are.
    """

    def __init__(self, folder: Path, contract: Path) -> None:
        self._contracts = digest(sorted(made_of(contract)))
        self._tests = digest([ROOT / TESTS])
        self._support = digest(ROOT / TESTS / each for each in ("support", "harness"))
        self._folder = folder / self._contracts[:12]
        self._folder.mkdir(parents=True, exist_ok=True)

    def recall(self, mutant: Mutant) -> Verdict | None:
        """The verdict that still holds, if there is one."""
        try:
            known = json.loads((self._folder / f"{mutant.id}.json").read_text())
        except FileNotFoundError:
            return None
        verdict = Verdict(Fate(known["fate"]), known["file"], known["test"])
        return verdict if known["holds_for"] == self._holds_for(verdict) else None

    def remember(self, mutant: Mutant, verdict: Verdict) -> None:
        """Keep a verdict."""
        known = {**asdict(verdict), "holds_for": self._holds_for(verdict)}
        path = self._folder / f"{mutant.id}.json"
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(known))
        draft.replace(path)

    def _holds_for(self, verdict: Verdict) -> str:
        if verdict.fate in (Fate.EQUIVALENT, Fate.STILLBORN):
            return self._contracts
        killer = ROOT / verdict.file
        if verdict.fate is Fate.KILLED and verdict.file and killer.is_file():
            return self._support + digest([killer])
        return self._tests
