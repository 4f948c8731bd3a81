"""Coverage as `forge coverage` writes it (lcov): what was reached, file by file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileCoverage:
    """How often each line, and each (line, block, branch), of one file was run."""

    path: str
    lines: dict[int, int] = field(default_factory=dict)
    branches: dict[tuple[int, int, int], int] = field(default_factory=dict)

    @property
    def missed_lines(self) -> list[int]:
        """Lines that never ran."""
        return sorted(line for line, count in self.lines.items() if count == 0)

    @property
    def missed_branches(self) -> list[int]:
        """Lines of the branches never taken, one for each."""
        return sorted(line for (line, _, _), count in self.branches.items() if count == 0)


def read(path: Path) -> Iterator[FileCoverage]:
    """The files of an lcov report, in its order."""
    found = FileCoverage("")
    for entry in path.read_text().splitlines():
        key, _, value = entry.partition(":")
        if key == "SF":
            found = FileCoverage(value)
        elif key == "DA":
            line, count = value.split(",")[:2]
            found.lines[int(line)] = int(count)
        elif key == "BRDA":
            line, block, branch, taken = value.split(",")
            # A dash: the line itself never ran.
            count = "0" if taken == "-" else taken
            found.branches[int(line), int(block), int(branch)] = int(count)
        elif key == "end_of_record":
            yield found
