"""Every language says everything, nothing is written that nobody reads, and nothing is read that is not written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from tests.support.node import ROOT
from toktok.pages import catalogue

PAGES, WEB = ROOT / "backend/toktok/pages", ROOT / "backend/web"
OTHERS = [language for language in catalogue.languages() if language != catalogue.FALLBACK]

TEMPLATE_KEY = re.compile(r'\bt\(\s*"([^"]+)"(\s*~)?')
PYTHON_KEY = re.compile(r'\btext\(\s*(f?)"([^"]+)"')
SCRIPT_KEY = re.compile(r"\b(?:t|hasText)\(\s*([\"`])(.+?)\1")
WHOLE = re.compile(r"(?<=[\"'`])[\w.]+(?=[\"'`])")
DYNAMIC = re.compile(r'"([\w.]+[._])"\s*~|f"([\w.]+[._])\{|`([\w.]+[._])\$\{')
#: Fields and steps of forms: `field("open", "handle")` reads `open.handle` and `open.handle_hint`.
FIELD = re.compile(r'\bfield\(\s*"(\w+)",\s*"(\w+)"')
STEPPER = re.compile(r'\bstepper\(\s*"(\w+)"')
#: What contracts refuse goes to the browser as a whole, and is looked up there by the error's name.
WHOLLY_READ = ("refusals.",)


@cache
def own(language: str) -> dict[str, str]:
    """What the files of `language` say, without English behind it."""
    return dict(catalogue._read(language))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def sources() -> Iterator[tuple[Path, str]]:
    files = [*PAGES.rglob("*.html"), *PAGES.rglob("*.py"), *WEB.rglob("*.ts")]
    for path in files:
        if path.name not in ("abi.ts", "api.ts"):
            yield path, path.read_text()


def keys_of(path: Path, text: str) -> Iterator[str]:
    """Whole keys that a source reads; those put together while it runs cannot be seen."""
    if path.suffix == ".html":
        yield from (key for key, more in TEMPLATE_KEY.findall(text) if not more)
    elif path.suffix == ".py":
        yield from (key for f, key in PYTHON_KEY.findall(text) if not f)
    else:
        yield from (key for _, key in SCRIPT_KEY.findall(text) if "${" not in key)


def names_of(key: str) -> set[str]:
    """Where the catalogue may have what a script calls `key`."""
    page, _, rest = key.partition(".")
    return {key, f"client.{key}", f"{page}.client.{rest}"}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_keys_of_english(language: str) -> None:
    english, here = own(catalogue.FALLBACK), own(language)
    assert sorted(english.keys() - here.keys()) == []
    assert sorted(here.keys() - english.keys()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_in_the_same_values(language: str) -> None:
    english = own(catalogue.FALLBACK)
    wrong = {
        key: text
        for key, text in own(language).items()
        if placeholders(text) != placeholders(english.get(key, text))
    }
    assert wrong == {}


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_keeps_its_texts_where_english_does(language: str) -> None:
    english = {path.name for path in (catalogue.FOLDER / catalogue.FALLBACK).iterdir()}
    assert {path.name for path in (catalogue.FOLDER / language).iterdir()} == english


def test_everything_that_is_read_is_written() -> None:
    written = own(catalogue.FALLBACK).keys()
    missing = {
        f"{path.relative_to(ROOT)}: {key}"
        for path, text in sources()
        for key in keys_of(path, text)
        if not (names_of(key) if path.suffix == ".ts" else {key}) & written
    }
    assert missing == set()


def test_everything_that_is_written_is_read() -> None:
    everything = "\n".join(text for _, text in sources())
    whole = set(WHOLE.findall(everything))
    begun = {part for found in DYNAMIC.findall(everything) for part in found if part}
    begun |= {".".join(found) for found in FIELD.findall(everything)}
    begun |= {f"{prefix}.step_" for prefix in STEPPER.findall(everything)}
    unread = [
        key
        for key in own(catalogue.FALLBACK)
        if not calls_of(key) & whole
        and not key.startswith(WHOLLY_READ)
        and not any(call.startswith(start) for call in calls_of(key) for start in begun)
    ]
    assert unread == []


def calls_of(key: str) -> set[str]:
    """What sources may call a text: a page's own texts and everybody's lose their `client`."""
    return {key, key.removeprefix("client."), key.replace(".client.", ".", 1)}
