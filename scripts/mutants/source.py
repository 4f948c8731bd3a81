"""A Solidity file as far as mutating it needs: where code stands, and where functions do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HIDDEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)
_CALLABLE = re.compile(r"\b(function|modifier|constructor|receive|fallback)\b")
_CLOSES = {"(": ")", "{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class Callable:
    """A function, modifier or constructor: its header, and its body without the braces."""

    kind: str
    header: tuple[int, int]
    body: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """Text of one file, and the same text with comments and strings blanked out."""

    path: str
    text: str
    code: str

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        """Read `text` as the file `path`."""
        code = _HIDDEN.sub(lambda hidden: re.sub(r"[^\n]", " ", hidden[0]), text)
        return cls(path, text, code)

    def line_of(self, offset: int) -> int:
        """Number of the line that holds `offset`, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def closing(self, opening: int) -> int:
        """Offset of what closes the bracket at `opening`."""
        bracket = self.code[opening]
        depth = 0
        for at in range(opening, len(self.code)):
            if self.code[at] == bracket:
                depth += 1
            elif self.code[at] == _CLOSES[bracket]:
                depth -= 1
                if depth == 0:
                    return at
        raise ValueError(f"{self.path}:{self.line_of(opening)}: {bracket} is never closed")

    def callables(self) -> Iterator[Callable]:
        """Everything with a body, in order."""
        start = 0
        at = 0
        while at < len(self.code):
            letter = self.code[at]
            if letter == "{":
                kind = _CALLABLE.search(self.code, start, at)
                if kind:
                    end = self.closing(at)
                    yield Callable(kind[1], (kind.start(), at), (at + 1, end))
                    at = end
            if letter in "{};":
                start = at + 1
            at += 1

    def constants(self) -> Iterator[tuple[int, int]]:
        """The values of constants, from the equals sign to the semicolon."""
        for found in re.finditer(r"\bconstant\b[^=;]*=(?!=)([^;]*);", self.code):
            yield found.span(1)
