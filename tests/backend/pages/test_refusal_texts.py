"""Whatever a contract refuses is said in a sentence, in each language, with values that the error has."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from typing import Any

import pytest

from tests.backend.pages.sayings import flat, names
from tests.support.node import ROOT
from toktok.pages.catalogue import FOLDER, languages

Entry = dict[str, Any]


@cache
def errors() -> list[Entry]:
    """Every error of every exported contract."""
    entries = [
        entry
        for path in (ROOT / "backend/toktok/chain/abi").glob("*.json")
        for entry in json.loads(path.read_text())
    ]
    return [entry for entry in entries if entry["type"] == "error"]


@cache
def texts(language: str, file: str) -> dict[str, Any]:
    """One file of one language, without what English would lend it."""
    with (FOLDER / language / f"{file}.toml").open("rb") as opened:
        return tomllib.load(opened)


@pytest.mark.parametrize("language", languages())
def test_every_error_of_the_exported_contracts_has_a_sentence(language: str) -> None:
    sentences = texts(language, "refusals")["refusals"]
    assert len(errors()) > 100
    assert sorted({entry["name"] for entry in errors()} - set(sentences)) == []


@pytest.mark.parametrize("language", languages())
def test_sentences_name_only_values_that_the_error_has(language: str) -> None:
    sentences = texts(language, "refusals")["refusals"]
    wrong = [
        entry["name"]
        for entry in errors()
        if not names(sentences[entry["name"]]) <= {each["name"] for each in entry["inputs"]}
    ]
    assert wrong == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("file", ["client", "refusals"])
def test_every_language_has_the_same_texts_with_the_same_values(language: str, file: str) -> None:
    ours, english = flat(texts(language, file)), flat(texts("en", file))
    assert sorted(ours) == sorted(english)
    assert [key for key in english if names(ours[key]) != names(english[key])] == []
