"""Records as JSON: amounts become decimal strings, addresses checksummed, events "block-log".

Answers do not pass through a validating model: that costs more than the query behind them. The
writer of each record is put together once from its annotations; tests hold it against the schemas.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import orjson

from toktok.chain.addresses import checksum
from toktok.market.values import Page

Writer = Callable[[Any], Any]


def encode(record: object) -> bytes:
    """A record, or a page of records, as JSON."""
    return orjson.dumps(plain(record))


def plain(record: object) -> Any:
    """A record, or a page of records, as what JSON has: objects, lists, strings, numbers."""
    if isinstance(record, Page):
        items = [_writer(type(item))(item) for item in record.items]
        return {"items": items, "next_cursor": record.next_cursor}
    return _writer(type(record))(record)


def event_id(event: tuple[int, int]) -> str:
    """Where something happened: "block-log"."""
    return f"{event[0]}-{event[1]}"


def _hash(value: bytes) -> str:
    return "0x" + value.hex()


_UNITS: dict[str, Writer] = {
    "wei": str,
    "address": checksum,
    "hash": _hash,
    "event": event_id,
}

_WRITERS: dict[type, Writer] = {}


def _writer(kind: type) -> Writer:
    writer = _WRITERS.get(kind)
    if writer is None:
        writer = _WRITERS[kind] = _made(kind)
    return writer


def _made(kind: type) -> Writer:
    if not is_dataclass(kind):
        raise TypeError(f"{kind!r} is no record")
    hints = get_type_hints(kind, include_extras=True)
    parts = [
        (each.name, attrgetter(each.name), _writer_of(hints[each.name])) for each in fields(kind)
    ]

    def write(record: Any) -> dict[str, Any]:
        return {
            name: get(record) if writer is None else writer(get(record))
            for name, get, writer in parts
        }

    return write


def _writer_of(hint: Any) -> Writer | None:
    """How a value with this annotation is written; None: as it is."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _UNITS[hint.__metadata__[0]]
    if origin in (Union, types.UnionType):
        return _optional(next(each for each in arguments if each is not type(None)))
    if origin is tuple:
        return _list(arguments[0])
    if isinstance(hint, type) and is_dataclass(hint):
        return _writer(hint)
    return None


def _optional(hint: Any) -> Writer | None:
    writer = _writer_of(hint)
    if writer is None:
        return None
    return lambda value: None if value is None else writer(value)


def _list(hint: Any) -> Writer:
    writer = _writer_of(hint)
    if writer is None:
        return list
    return lambda values: [writer(value) for value in values]
