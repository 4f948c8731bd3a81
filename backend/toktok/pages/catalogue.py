"""The catalogue of all texts: a folder a language, a TOML file a page, the same keys in each.

`{name}` is filled in by the page. Everything under `client` also goes to every browser, what stands under
`<page>.client` to that page.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request

FOLDER = Path(__file__).parent / "text"
FALLBACK = "en"
COOKIE = "language"


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
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@lru_cache
def load(language: str) -> Catalogue:
    """The catalogue of `language`; keys it lacks are English."""
    texts = dict(_read(FALLBACK))
    if language != FALLBACK and language in languages():
        texts.update(_read(language))
    return Catalogue(language, texts)


def choose(request: Request) -> Catalogue:
    """The reader's language: what they chose here, or else the best their browser accepts."""
    known = set(languages())
    chosen = request.cookies.get(COOKIE, "")
    accepted = request.headers.get("accept-language", "").split(",")
    for wanted in (chosen, *accepted):
        language = wanted.split(";")[0].strip().split("-")[0].lower()
        if language in known:
            return load(language)
    return load(FALLBACK)


def _read(language: str) -> Iterator[tuple[str, str]]:
    for path in sorted((FOLDER / language).glob("*.toml")):
        with path.open("rb") as file:
            yield from _flatten(tomllib.load(file), "")


def _flatten(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            # As in `formats`: no line ends between a figure and its sign.
            yield f"{prefix}{key}", str(value).replace(" %", "\u00a0%")
