"""A copy of the project in which one mutant at a time is compiled and tested."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scripts.mutants.operators import Mutant
from scripts.proving.forge import UNIT_TESTS, ForgeError, forge, forge_or_fail
from scripts.root import ROOT

TESTS = "tests/contracts/foundry"
_COPIED = ("contracts", TESTS, "scripts/solc")
_FAILED_IN = re.compile(r"failing tests? in ([^\s:]+):")
_FAILED = re.compile(r"^\[FAIL[^\n]*\] (\w+)", re.MULTILINE)

# Few runs: what a fault changes rarely hides from the first ones, and the seed is always the same.
# The optimizer, which takes most of the time, only looks at who survives.
_ENV = {
    "FOUNDRY_PROFILE": "quick",
    "FOUNDRY_OPTIMIZER": "false",
    "FOUNDRY_FUZZ_RUNS": "64",
    "FOUNDRY_FUZZ_SEED": "0x746f6b746f6b",
    "FOUNDRY_INVARIANT_RUNS": "12",
    "FOUNDRY_INVARIANT_DEPTH": "60",
    "FOUNDRY_SNAPSHOTS": "build/snapshots",
}
_OPTIMIZED = {
    **_ENV,
    "FOUNDRY_OPTIMIZER": "true",
    "FOUNDRY_OUT": "build/optimized",
    "FOUNDRY_CACHE_PATH": "build/optimized-cache",
}
_INVARIANTS = ("--match-path", f"{TESTS}/invariants/*")
_SECONDS = 600


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"  # the same bytecode as the contracts, or as another mutant
    STILLBORN = "stillborn"  # does not compile


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of a mutant; who killed it (file, test)."""

    fate: Fate
    file: str = ""
    test: str = ""


class Project:
    """The project in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unbroken = ""

    def prepare(self) -> str:
        """Copy and compile the project, and see its tests pass; names the bytecode."""
        for part in _COPIED:
            shutil.rmtree(self._folder / part, ignore_errors=True)
            shutil.copytree(ROOT / part, self._folder / part)
        shutil.copy(ROOT / "foundry.toml", self._folder)
        modules = self._folder / "node_modules"
        if not modules.is_symlink():
            modules.symlink_to(ROOT / "node_modules")
        forge_or_fail(["build"], cwd=self._folder, env=_ENV)
        for stage in (UNIT_TESTS, _INVARIANTS):
            forge_or_fail(["test", *stage], cwd=self._folder, env=_ENV)
        self._unbroken = self.optimized()
        return self._bytecode("quick")

    def copy_to(self, folder: Path) -> Project:
        """The same project, compiled as far as this one, in another folder."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._folder, folder, symlinks=True)
        copy = Project(folder)
        copy._unbroken = self._unbroken
        return copy

    def compile(self, mutant: Mutant) -> str | None:
        """Compile the mutant; names its bytecode, None if it does not compile."""
        path = self._folder / mutant.path
        path.write_text(mutant.apply((ROOT / mutant.path).read_text()))
        compiled = forge(["build"], cwd=self._folder, env=_ENV).returncode == 0
        return self._bytecode("quick") if compiled else None

    def test(self, tests: str) -> Verdict:
        """Run the tests on what was compiled last, until one fails.

        Those in the folder `tests` first, then all cheap ones; the invariants see only what these let
        live, and the optimizer only what nobody killed.
        """
        own = ("--match-path", f"{TESTS}/{tests}/*")
        for stage in (own, UNIT_TESTS, _INVARIANTS):
            command = ["test", "--fail-fast", "--threads", "1", *stage]
            try:
                done = forge(command, cwd=self._folder, env=_ENV, seconds=_SECONDS)
            except subprocess.TimeoutExpired:
                return Verdict(Fate.KILLED, test="(does not come to an end)")
            if done.returncode != 0:
                return _killer(done.stdout, done.stderr)
        same = self.optimized() == self._unbroken
        return Verdict(Fate.EQUIVALENT if same else Fate.SURVIVED)

    def optimized(self) -> str:
        """Names the bytecode of the contracts once the optimizer has been at it."""
        forge_or_fail(["build", "contracts"], cwd=self._folder, env=_OPTIMIZED)
        return self._bytecode("optimized")

    def restore(self, mutant: Mutant) -> None:
        """Undo the mutant."""
        shutil.copy(ROOT / mutant.path, self._folder / mutant.path)

    def _bytecode(self, out: str) -> str:
        digest = hashlib.sha256()
        for path, code in sorted(self._contracts(out)):
            digest.update(f"{path}\0{code}\0".encode())
        return digest.hexdigest()

    def _contracts(self, out: str) -> Iterator[tuple[str, str]]:
        for path in (self._folder / "contracts").rglob("*.sol"):
            for artifact in (self._folder / "build" / out / path.name).glob("*.json"):
                code = json.loads(artifact.read_text())["bytecode"]["object"]
                yield f"{path.name}/{artifact.name}", code


def _killer(stdout: str, stderr: str) -> Verdict:
    file, test = _FAILED_IN.search(stdout), _FAILED.search(stdout)
    if file is None or test is None:
        raise ForgeError(f"forge test fails without a failing test:\n{stdout}{stderr}")
    return Verdict(Fate.KILLED, file[1], test[1])
