"""How a source can be broken in one place: operators, constants, order, checks, statements."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scripts.mutants.source import Callable, Source

_SWAPS = {
    "+": "-", "-": "+", "*": "/", "/": "*", "%": "*",
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "&&": "||", "||": "&&", "&": "|", "|": "&", "<<": ">>", ">>": "<<",
    "+=": "-=", "-=": "+=", "|=": "&=", "++": "--", "--": "++",
}  # fmt: skip
_OPERATOR = re.compile(
    r"=>|<<|>>|[<>=!]=|&&|\|\||\+\+|--|[-+*/%|]=|(?<![.\w])!(?=[\w(])|[-+*/%<>&|]"
)
_NUMBER = re.compile(r"(?<![\w.])(?:\d+(?:_\d+)*)(?![\w.])")
_EXPONENT = re.compile(r"(?<![\w.])(\d+)e\d+")
_SHIFT = re.compile(r">>|<<")
_REQUIRE = re.compile(r"\brequire\(")
_EMIT = re.compile(r"\bemit [A-Z]\w*\(")
_CONDITION = re.compile(r"\bif \(")
_SIMPLE = re.compile(r"(?m)^( +)((?!return|require|emit|if |for |else|\})\S[^;\n{}]*;)$")
_ASSIGNS = re.compile(r"^(?:[\w.\[\]]+ )*(?:\+\+|--)?([A-Za-z_][\w.\[\]]*)(?: [-+|&]?= |;)")
_EFFECT = re.compile(
    r"^(?:delete |\+\+|--)?[A-Za-z_][\w.]*(?:\[[^\]]*\])*[\w.]*(?: [-+|&]?= |\(|;).*;$"
)
_HEADER_WORDS = {
    *("external", "public", "internal", "private"),
    *("view", "pure", "payable", "virtual", "override"),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file."""

    path: str
    line: int
    kind: str
    start: int
    end: int
    replacement: str
    before: str

    @property
    def id(self) -> str:
        """Names the change for as long as the file in front of it stays the same."""
        what = f"{self.path}\0{self.start}\0{self.before}\0{self.replacement}"
        return hashlib.sha256(what.encode()).hexdigest()[:12]

    def apply(self, text: str) -> str:
        """The file with the change."""
        return text[: self.start] + self.replacement + text[self.end :]


def mutants_of(source: Source) -> Iterator[Mutant]:
    """Every mutant of a file."""
    for span in source.constants():
        yield from _constants(source, span)
    for each in source.callables():
        if each.kind == "function":
            yield from _modifiers(source, each)
        yield from _operators(source, each.body)
        yield from _constants(source, each.body)
        yield from _conditions(source, each.body)
        yield from _requires(source, each.body)
        yield from _statements(source, each.body)
        yield from _orders(source, each.body)


def _mutant(source: Source, kind: str, span: tuple[int, int], replacement: str) -> Mutant:
    start, end = span
    line = source.line_of(start)
    return Mutant(source.path, line, kind, start, end, replacement, source.text[start:end])


def _operators(source: Source, span: tuple[int, int]) -> Iterator[Mutant]:
    for found in _OPERATOR.finditer(source.code, *span):
        if found[0] == "!":
            yield _mutant(source, "operator", found.span(), "")
        elif found[0] in _SWAPS:
            yield _mutant(source, "operator", found.span(), _SWAPS[found[0]])


def _constants(source: Source, span: tuple[int, int]) -> Iterator[Mutant]:
    for found in _NUMBER.finditer(source.code, *span):
        value = int(found[0].replace("_", ""))
        yield _mutant(source, "constant", found.span(), str(value + 1))
        if value > 1:
            yield _mutant(source, "constant", found.span(), str(value - 1))
    for found in _EXPONENT.finditer(source.code, *span):
        yield _mutant(source, "constant", found.span(1), str(int(found[1]) + 1))


def _conditions(source: Source, span: tuple[int, int]) -> Iterator[Mutant]:
    for found in _CONDITION.finditer(source.code, *span):
        opening = found.end() - 1
        inner = (opening + 1, source.closing(opening))
        yield _mutant(source, "condition", inner, f"!({source.text[slice(*inner)]})")


def _requires(source: Source, span: tuple[int, int]) -> Iterator[Mutant]:
    for found in _REQUIRE.finditer(source.code, *span):
        end = source.code.index(";", source.closing(found.end() - 1)) + 1
        yield _mutant(source, "check", (found.start(), end), "{}")


def _modifiers(source: Source, each: Callable) -> Iterator[Mutant]:
    start, end = each.header
    at = source.closing(source.code.index("(", start)) + 1
    for word in re.finditer(r"\b([A-Za-z_]\w*)(\([^)]*\))?", source.code[at:end]):
        if word[1] == "returns":
            return
        if word[1] not in _HEADER_WORDS:
            yield _mutant(source, "check", (at + word.start(), at + word.end()), "")


def _statements(source: Source, span: tuple[int, int]) -> Iterator[Mutant]:
    for found in _EMIT.finditer(source.code, *span):
        end = source.code.index(";", source.closing(found.end() - 1)) + 1
        yield _mutant(source, "statement", (found.start(), end), "{}")
    for found in _SIMPLE.finditer(source.code, *span):
        if _EFFECT.match(found[2]):
            yield _mutant(source, "statement", found.span(2), "{}")


def _orders(source: Source, span: tuple[int, int]) -> Iterator[Mutant]:
    """Neighbouring lines of which one assigns what the other uses."""
    lines = list(_SIMPLE.finditer(source.code, *span))
    for first, second in pairwise(lines):
        if second.start() != first.end() + 1 or first[1] != second[1]:
            continue
        if _uses(first[2], second[2]) or _uses(second[2], first[2]):
            a, b = source.text[slice(*first.span(2))], source.text[slice(*second.span(2))]
            whole = (first.start(2), second.end(2))
            yield _mutant(source, "order", whole, f"{b}\n{first[1]}{a}")


def _uses(statement: str, other: str) -> bool:
    assigned = _ASSIGNS.match(statement)
    return bool(assigned and re.search(rf"(?<![\w.]){re.escape(assigned[1])}(?!\w)", other))
