"""What the documents send people to is there: files, commands, rooms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from tests.support.node import ROOT
from toktok.cli import cli

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z][a-z0-9-]*):", MAKEFILE, re.MULTILINE))
#: Where a name in code has to be a path of ours to begin with one of these. What is built is not there yet.
ROOTS = ("backend", "contracts", "docs", "scripts", "tests")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
CODE = re.compile(r"`([^`\s]+)`")
FENCED = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def said_to_run(text: str) -> str:
    """The parts of a document that somebody would type."""
    return "\n".join([*FENCED.findall(text), *re.findall(r"`([^`\n]+)`", text)])


def paths_in(document: Path) -> Iterator[Path]:
    """Links, and code that reads like a path of the repository."""
    text = document.read_text()
    yield from (document.parent / link for link in LINK.findall(text))
    for code in CODE.findall(text):
        root, _, rest = code.partition("/")
        if root in ROOTS and rest and not re.search(r"[<>{*…:]", code):
            yield ROOT / code


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_path_is_there(document: Path) -> None:
    assert [str(path) for path in paths_in(document) if not path.exists()] == []


def test_every_decision_has_a_number_of_its_own() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [int(each.name[:4]) for each in decisions]
    assert numbers == list(range(1, len(numbers) + 1))
    titled = [int(each.read_text().removeprefix("# ").partition(".")[0]) for each in decisions]
    assert titled == numbers


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_target_is_in_the_makefile(document: Path) -> None:
    said = re.findall(r"\bmake ([a-z][a-z0-9-]*)", said_to_run(document.read_text()))
    assert set(said) - TARGETS == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_module_that_is_run_is_there(document: Path) -> None:
    modules = re.findall(r"python -m ((?:scripts|tests)[\w.]*)", document.read_text())
    places = {module: ROOT / module.rstrip(".").replace(".", "/") for module in modules}
    missing = [
        module
        for module, place in places.items()
        if not place.with_suffix(".py").exists() and not (place / "__main__.py").exists()
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_command_of_toktok_is_one(document: Path) -> None:
    said = re.findall(r"(?:^|/)toktok ([a-z-]+)", said_to_run(document.read_text()), re.MULTILINE)
    assert set(said) - set(typer.main.get_group(cli).commands) == set()


def test_every_target_is_declared_and_the_useful_ones_are_listed() -> None:
    found = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)
    assert found is not None
    assert set(found[1].replace("\\", " ").split()) == TARGETS
    listed = set(re.findall(r"^([a-z][a-z0-9-]*):.*## ", MAKEFILE, re.MULTILINE))
    assert TARGETS - listed == {"compiler", "tools"}


@pytest.mark.parametrize(
    "floor", ["contracts", "backend/toktok", "backend/web", "scripts", "tests"]
)
def test_every_room_is_in_the_architecture(floor: str) -> None:
    rooms = (ROOT / "docs/architecture.md").read_text().split("## Rooms")[1].split("\n## ")[0]
    named = set(re.findall(r"[\w]+", " ".join(re.findall(r"`([^`]+)`", rooms))))
    there = {
        path.name
        for path in (ROOT / floor).iterdir()
        if path.is_dir() and not path.name.startswith(("_", "."))
    }
    assert there - named == set()
