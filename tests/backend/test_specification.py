"""The specification names tests: each of them exists, and nothing that must be held goes unnamed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPECIFICATION = (ROOT / "docs/specification.md").read_text()
FOUNDRY = ROOT / "tests/contracts/foundry"
NAMED = re.findall(r"`([\w/.]+\.(?:t\.sol|py))::(\w+)`", SPECIFICATION)


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[f"{file}::{test}" for file, test in NAMED])
def test_a_named_test_exists(file: str, test: str) -> None:
    path = ROOT / file if file.startswith("tests/") else FOUNDRY / file
    assert re.search(rf"\b(?:function|def) {test}\b", path.read_text())


def test_every_invariant_names_a_test() -> None:
    rows = dict(re.findall(r"^\| (I\d+) \|(.+)$", SPECIFICATION, re.MULTILINE))
    assert list(rows) == [f"I{number}" for number in range(1, 16)]
    assert [name for name, row in rows.items() if "::" not in row] == []


def test_every_incident_names_a_test() -> None:
    tried = {
        (path.name, test)
        for path in FOUNDRY.glob("*Incidents.t.sol")
        for test in re.findall(r"function (test\w*)", path.read_text())
    }
    assert {named for named in NAMED if named[0].endswith("Incidents.t.sol")} == tried
