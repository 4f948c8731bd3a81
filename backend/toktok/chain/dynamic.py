"""ABI values whose length only the data tells: text, lists, and structs that hold some.

A value of fixed length stands where it is; of another one stands an offset there, counted from the
beginning of the struct or list it belongs to (contract ABI specification, "formal specification of the
encoding").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from toktok.chain import events

WORD = 32

#: Gets the data, the place of the value's first word, and what its offset counts from.
_Read: TypeAlias = Callable[[bytes, int, int], Any]


class ShortError(Exception):
    """The data end before the value does."""


class _Value(NamedTuple):
    """How a value is read; `words` is what it takes in place, `is_fixed` that it is all there."""

    words: int
    is_fixed: bool
    read: _Read


def is_dynamic(parameter: dict[str, Any]) -> bool:
    """Whether a parameter of the ABI is read here: structs are, whatever they hold."""
    kind: str = parameter["type"]
    return kind.endswith("]") or kind in ("string", "bytes", "tuple")


def reader(parameters: Sequence[dict[str, Any]]) -> Callable[[bytes], list[Any]]:
    """A function that reads these parameters from data; raises `ShortError`.

    Structs become those of `toktok.chain.events`, lists tuples, and text loses what is not UTF-8.
    """
    fields = _fields(parameters)
    return lambda data: fields(data, 0)


def _fields(parameters: Sequence[dict[str, Any]]) -> Callable[[bytes, int], list[Any]]:
    values = [_value(parameter) for parameter in parameters]
    places = [WORD * sum(value.words for value in values[:index]) for index in range(len(values))]
    placed = [(value.read, place) for value, place in zip(values, places, strict=True)]
    return lambda data, start: [read(data, start + place, start) for read, place in placed]


def _value(parameter: dict[str, Any]) -> _Value:
    kind: str = parameter["type"]
    if kind.endswith("[]"):
        return _list({**parameter, "type": kind.removesuffix("[]")})
    if kind == "tuple":
        return _struct(parameter)
    if kind in _DYNAMIC:
        return _Value(1, False, _DYNAMIC[kind])
    if kind in _STATIC:
        return _Value(1, True, _STATIC[kind])
    if kind.startswith("uint") and not kind.endswith("]"):
        return _Value(1, True, _integer)
    raise TypeError(f"{kind} cannot be read")


def _list(member: dict[str, Any]) -> _Value:
    value = _value(member)
    size = WORD * value.words

    def read(data: bytes, at: int, base: int) -> tuple[Any, ...]:
        counted = base + _integer(data, at, base)
        start, count = counted + WORD, _integer(data, counted, base)
        if start + count * size > len(data):
            raise ShortError
        return tuple([value.read(data, start + size * index, start) for index in range(count)])

    return _Value(1, False, read)


def _struct(parameter: dict[str, Any]) -> _Value:
    kind = getattr(events, parameter["internalType"].split()[-1].removesuffix("[]"))
    components = parameter["components"]
    fields = _fields(components)
    values = [_value(component) for component in components]
    if all(value.is_fixed for value in values):
        words = sum(value.words for value in values)
        return _Value(words, True, lambda data, at, _: kind(*fields(data, at)))
    return _Value(
        1, False, lambda data, at, base: kind(*fields(data, base + _integer(data, at, 0)))
    )


def _bytes(data: bytes, at: int, base: int) -> bytes:
    counted = base + _integer(data, at, base)
    start = counted + WORD
    end = start + _integer(data, counted, base)
    if end > len(data):
        raise ShortError
    return data[start:end]


def _string(data: bytes, at: int, base: int) -> str:
    # Text on chain need not be UTF-8, and databases do not take every character.
    text = _bytes(data, at, base).decode("utf-8", errors="replace")
    return text.replace("\x00", "\ufffd")


def _word(data: bytes, at: int, _: int) -> bytes:
    word = data[at : at + WORD]
    if len(word) < WORD:
        raise ShortError
    return word


def _integer(data: bytes, at: int, base: int) -> int:
    return int.from_bytes(_word(data, at, base), "big")


_STATIC: dict[str, _Read] = {
    "address": lambda data, at, base: _word(data, at, base)[12:],
    "bool": lambda data, at, base: _integer(data, at, base) != 0,
    "bytes32": _word,
}
_DYNAMIC: dict[str, _Read] = {"bytes": _bytes, "string": _string}
