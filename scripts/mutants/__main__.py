"""Break the contracts in 150 places, see the tests notice: `make mutants`.

Compiled plainly, which takes seconds; by two workers, each in a copy of the project below
build/mutants. What is known already is not tried again: a run can be stopped at any time. Writes
build/mutants/report.json, prints a table and the survivors, fails under the threshold.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from queue import Queue
from threading import Lock

from scripts.mutants.operators import Mutant
from scripts.mutants.project import Fate, Project, Verdict
from scripts.mutants.sample import SUBJECTS, candidates
from scripts.mutants.state import State
from scripts.proving.forge import ForgeError
from scripts.root import ROOT

FOLDER = ROOT / "build/mutants"
WORKERS = 2
THRESHOLD = 95  # percent killed

Trial = tuple[Mutant, Verdict]


class Run:
    """Workers that try mutants until each contract has had its number."""

    def __init__(self) -> None:
        self._projects: Queue[Project] = Queue()
        self._lock = Lock()
        # Bytecode seen so far, and of which mutant.
        self._seen: dict[str, str] = {}

    def prepare(self) -> None:
        """Make the workers' projects. Raises ForgeError unless all tests pass there."""
        first = Project(FOLDER / "worker-1")
        self._seen[first.prepare()] = ""
        self._projects.put(first)
        for number in range(2, WORKERS + 1):
            self._projects.put(first.copy_to(FOLDER / f"worker-{number}"))

    def contract(self, name: str) -> Iterator[Trial]:
        """Try mutants of a contract until its quota is met; those that count."""
        subject = SUBJECTS[name]
        wanted = subject.quota
        state = State(FOLDER / "state", ROOT / "contracts" / subject.files[0])
        waiting = candidates(ROOT / "contracts", name)
        with ThreadPoolExecutor(WORKERS) as pool:
            while wanted:
                batch = [each for _, each in zip(range(wanted), waiting, strict=False)]
                if not batch:
                    return
                verdicts = pool.map(partial(self._verdict, state, subject.tests), batch)
                for mutant, verdict in zip(batch, verdicts, strict=True):
                    if verdict.fate in (Fate.KILLED, Fate.SURVIVED):
                        wanted -= 1
                        yield mutant, verdict

    def _verdict(self, state: State, tests: str, mutant: Mutant) -> Verdict:
        known = state.recall(mutant)
        if known is not None:
            return known
        project = self._projects.get()
        try:
            verdict = self._try(project, mutant, tests)
        finally:
            project.restore(mutant)
            self._projects.put(project)
        state.remember(mutant, verdict)
        killer = f" by {verdict.test}" if verdict.test else ""
        print(f"{verdict.fate}{killer}: {_told(mutant)}", flush=True)
        return verdict

    def _try(self, project: Project, mutant: Mutant, tests: str) -> Verdict:
        bytecode = project.compile(mutant)
        if bytecode is None:
            return Verdict(Fate.STILLBORN)
        with self._lock:
            if self._seen.setdefault(bytecode, mutant.id) != mutant.id:
                return Verdict(Fate.EQUIVALENT)
        return project.test(tests)


def report(trials: dict[str, list[Trial]]) -> bool:
    """Print the table and who survived; whether enough were killed."""
    print(f"\n{'contract':<16} {'mutants':>8} {'killed':>8} {'share':>8}   by kind, killed/all")
    for name, tried in [
        *trials.items(),
        ("total", [each for all_ in trials.values() for each in all_]),
    ]:
        killed = _killed(tried)
        kinds, dead = Counter(m.kind for m, _ in tried), Counter(m.kind for m, _ in killed)
        by_kind = "  ".join(f"{kind} {dead[kind]}/{kinds[kind]}" for kind in sorted(kinds))
        share = f"{len(killed) * 1000 // max(len(tried), 1) / 10} %"
        print(f"{name:<16} {len(tried):>8} {len(killed):>8} {share:>8}   {by_kind}")
    for mutant, verdict in tried:
        if verdict.fate is Fate.SURVIVED:
            print(f"\nsurvived: {_told(mutant)}")
    return len(killed) * 100 >= len(tried) * THRESHOLD


def main() -> int:
    """The command; 0 when enough mutants were killed."""
    run = Run()
    try:
        run.prepare()
        trials = {name: list(run.contract(name)) for name in SUBJECTS}
    except ForgeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    enough = report(trials)
    result = FOLDER / "report.json"
    entries = [
        {"contract": name, "id": mutant.id, **asdict(mutant), **asdict(verdict)}
        for name, tried in trials.items()
        for mutant, verdict in tried
    ]
    result.write_text(json.dumps(entries, indent=2) + "\n")
    print(f"\nWritten: {result.relative_to(ROOT)}")
    if not enough:
        print(f"error: under {THRESHOLD} % killed", file=sys.stderr)
    return 0 if enough else 1


def _killed(tried: list[Trial]) -> list[Trial]:
    return [each for each in tried if each[1].fate is Fate.KILLED]


def _told(mutant: Mutant) -> str:
    before, after = " ".join(mutant.before.split()), " ".join(mutant.replacement.split())
    return f"{mutant.path}:{mutant.line} {mutant.kind}: `{before}` -> `{after}`"


if __name__ == "__main__":
    sys.exit(main())
