"""Whatever the server refuses is said in a sentence, in each language, with the values of its case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import pytest

import toktok
from tests.backend.pages.sayings import flat, names
from toktok.api import problems
from toktok.errors import Cases, InvalidInputError, NotFoundError, ToktokError
from toktok.pages.catalogue import FOLDER, languages

OURS = (
    problems.INVALID, problems.NOT_FOUND, problems.NOT_ALLOWED, problems.TOO_LARGE, problems.UNEXPECTED,
)  # fmt: skip


def errors(base: type[ToktokError] = ToktokError) -> Iterator[type[ToktokError]]:
    """Every error that a server answers with; what is inside the client for Python is none."""
    for error in base.__subclasses__():
        yield from errors(error)
        if not error.__module__.startswith("toktok.client") and error.status != 500:
            yield error


@cache
def cases() -> Cases:
    """By the key of its sentence, the values of every case of every kind of problem."""
    for module in walk_packages(toktok.__path__, "toktok."):
        if ".migrations" not in module.name:
            import_module(module.name)
    found: dict[str, tuple[str, ...]] = {kind.anchor: () for kind in OURS}
    for error in errors():
        anchor = problems.Kind(error.title, int(error.status), "", "").anchor
        for case, values in error.cases.items():
            found[f"{anchor}.{case}" if case else anchor] = values
    return found


@cache
def sentences(language: str) -> dict[str, str]:
    """Of one language, without what English would lend it."""
    with (FOLDER / language / "problems.toml").open("rb") as opened:
        return flat(tomllib.load(opened)["refusals"]["problem"])


@pytest.mark.parametrize("language", languages())
def test_every_case_of_every_refusal_has_a_sentence_and_no_other_has_one(language: str) -> None:
    assert len(cases()) > 120
    assert sorted(sentences(language)) == sorted(cases())


@pytest.mark.parametrize("language", languages())
def test_sentences_name_only_values_that_the_case_has(language: str) -> None:
    told = sentences(language)
    assert [key for key, values in cases().items() if not names(told[key]) <= set(values)] == []


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same_values(language: str) -> None:
    told, english = sentences(language), sentences("en")
    assert [key for key in english if names(told[key]) != names(english[key])] == []


def test_case_or_value_that_is_not_declared_is_no_error_of_ours() -> None:
    with pytest.raises(KeyError):
        NotFoundError("There is none.", case="elsewhere")
    with pytest.raises(TypeError, match="has the values"):
        InvalidInputError("It is too long.", most=3)
