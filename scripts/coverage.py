"""What of the contracts the unit tests reach: `make coverage`.

Forge compiles everything without optimizer for this, so that every instruction has a line of the
source, and counts the contracts deployed by `vm.deployCode` like all others. Writes
build/coverage.json and build/lcov.info, prints a table, fails under the threshold.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.proving.forge import UNIT_TESTS, ForgeError, forge_or_fail
from scripts.proving.lcov import FileCoverage, read
from scripts.root import ROOT

THRESHOLD = 99  # percent of all lines, and of all branches
LCOV = ROOT / "build/lcov.info"
RESULT = ROOT / "build/coverage.json"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    reached: int
    total: int

    def __str__(self) -> str:
        # Rounded down: 100.00 % means all.
        hundredths = self.reached * 10_000 // self.total if self.total else 10_000
        return f"{self.reached:>5}/{self.total:<5} {hundredths // 100:>3}.{hundredths % 100:02} %"

    @property
    def is_enough(self) -> bool:
        """Whether the threshold is met."""
        return self.reached * 100 >= self.total * THRESHOLD


def measure() -> list[FileCoverage]:
    """Run the unit tests; the coverage of each contract."""
    LCOV.parent.mkdir(exist_ok=True)
    LCOV.unlink(missing_ok=True)
    arguments = ["coverage", "--report", "lcov", "--report-file", str(LCOV)]
    arguments += ["--no-match-coverage", "^(tests|node_modules)/", *UNIT_TESTS]
    # Plain code costs other gas than what is deployed: not for the committed snapshots.
    env = {"FOUNDRY_PROFILE": "quick", "FOUNDRY_SNAPSHOTS": "build/quick-snapshots"}
    forge_or_fail(arguments, env=env)
    return [each for each in read(LCOV) if each.lines]


def lines_of(files: Sequence[FileCoverage]) -> Share:
    """Lines that ran."""
    total = sum(len(each.lines) for each in files)
    return Share(total - sum(len(each.missed_lines) for each in files), total)


def branches_of(files: Sequence[FileCoverage]) -> Share:
    """Branches that were taken."""
    total = sum(len(each.branches) for each in files)
    return Share(total - sum(len(each.missed_branches) for each in files), total)


def report(files: Sequence[FileCoverage]) -> None:
    """Print the table; name what is missing."""
    print(f"{'contract':<40} {'lines':>20} {'branches':>20}")
    for each in files:
        print(f"{each.path:<40} {lines_of([each])!s:>20} {branches_of([each])!s:>20}")
        for what, missed in (("line", each.missed_lines), ("branch", each.missed_branches)):
            if missed:
                print(f"    {what} not reached: {', '.join(map(str, missed))}")
    print(f"{'total':<40} {lines_of(files)!s:>20} {branches_of(files)!s:>20}")


def main() -> int:
    """The command; 0 when enough is reached."""
    try:
        files = measure()
    except ForgeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    report(files)
    RESULT.write_text(json.dumps([_as_json(each) for each in files], indent=2) + "\n")
    print(f"Written: {RESULT.relative_to(ROOT)}, {LCOV.relative_to(ROOT)}")
    if lines_of(files).is_enough and branches_of(files).is_enough:
        return 0
    print(f"error: under {THRESHOLD} % of lines or branches", file=sys.stderr)
    return 1


def _as_json(file: FileCoverage) -> dict[str, object]:
    return {
        "path": file.path,
        "lines": len(file.lines),
        "missed_lines": file.missed_lines,
        "branches": len(file.branches),
        "missed_branches": file.missed_branches,
    }


if __name__ == "__main__":
    sys.exit(main())
