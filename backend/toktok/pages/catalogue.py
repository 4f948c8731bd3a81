"""The catalogue of all texts: one TOML file a language, English the fallback."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "text"
FALLBACK = "en"


class Catalogue:
    """Texts of one language by dotted key, such as `market.title`."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        """The text under `key`, its `{names}` filled in.

        Raises:
            KeyError: no such key, so that a missing text is noticed and not shown.
        """
        text = self._texts[key]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether there is a text under `key`."""
        return key in self._texts

    def section(self, prefix: str) -> dict[str, str]:
        """Every text below `prefix`, by the rest of its key."""
        start = f"{prefix}."
        return {
            key.removeprefix(start): text
            for key, text in self._texts.items()
            if key.startswith(start)
        }


def languages() -> list[str]:
    """Languages there is a file for."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@lru_cache
def load(language: str) -> Catalogue:
    """The catalogue of `language`; keys it lacks are English."""
    texts = dict(_read(FALLBACK))
    if language != FALLBACK and language in languages():
        texts.update(_read(language))
    return Catalogue(language, texts)


def choose(accept_language: str) -> Catalogue:
    """The best catalogue for an `Accept-Language` header."""
    known = set(languages())
    for part in accept_language.split(","):
        language = part.split(";")[0].strip().split("-")[0].lower()
        if language in known:
            return load(language)
    return load(FALLBACK)


def _read(language: str) -> Iterator[tuple[str, str]]:
    with (FOLDER / f"{language}.toml").open("rb") as file:
        yield from _flatten(tomllib.load(file), "")


def _flatten(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
