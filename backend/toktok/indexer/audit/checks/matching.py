"""Rows of two tables beside each other, both in the order of a key, a few in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from operator import add, itemgetter
from typing import Any

from sqlalchemy import literal_column, select

from toktok.chain.addresses import checksum
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot

Key = tuple[Any, ...]
Values = tuple[Any, ...]
Keyed = Iterator[tuple[Key, Values]]

ONE: Any = literal_column("1")
"""A column that counts rows."""

_ADDRESS = 20


def keyed(
    snapshot: Snapshot,
    key: Sequence[Any],
    values: Sequence[Any],
    *where: Any,
    by: Sequence[Any] = (),
) -> Keyed:
    """Some columns of a table behind its key columns, ordered by these, then by `by`."""
    statement = select(*key, *values).where(*where).order_by(*key, *by)
    size = len(key)
    for row in snapshot.values(statement):
        yield tuple(row[:size]), tuple(row[size:])


def mapped(rows: Keyed, change: Callable[..., Values]) -> Keyed:
    """The rows with other values, made of theirs."""
    for key, values in rows:
        yield key, change(*values)


def totals(rows: Keyed) -> Keyed:
    """One row for each key: the sums of its values."""
    return _folded(rows, lambda sums, values: tuple(map(add, sums, values)))


def lasts(rows: Keyed) -> Keyed:
    """One row for each key: the last."""
    return _folded(rows, lambda _, values: values)


def _folded(rows: Keyed, fold: Callable[[Values, Values], Values]) -> Keyed:
    for key, group in groupby(rows, key=itemgetter(0)):
        yield key, reduce(fold, (values for _, values in group))


def matched(kept: Keyed, found: Keyed) -> Iterator[tuple[Key, Values | None, Values | None]]:
    """Both by their keys, each of which comes once on a side; None where a side has no row."""
    ours, theirs = next(kept, None), next(found, None)
    while ours is not None or theirs is not None:
        if theirs is None or (ours is not None and ours[0] < theirs[0]):
            assert ours is not None
            yield *ours, None
            ours = next(kept, None)
        elif ours is None or theirs[0] < ours[0]:
            yield theirs[0], None, theirs[1]
            theirs = next(found, None)
        else:
            yield *ours, theirs[1]
            ours, theirs = next(kept, None), next(found, None)


def checks(
    table: str,
    columns: Sequence[str],
    kept: Keyed,
    found: Keyed,
    *,
    source: str,
    empty: Any = 0,
) -> Iterator[CrossCheck]:
    """Each of our values beside what other rows come to; a side without a row has `empty` ones."""
    nothing = (empty,) * len(columns)
    for key, ours, theirs in matched(kept, found):
        named = shown_key(key)
        for column, mine, rows in zip(columns, ours or nothing, theirs or nothing, strict=True):
            yield CrossCheck(table, named, column, mine, rows, source)


def shown_key(key: Key) -> str:
    """A key as people read it."""
    return " ".join(map(_shown, key)) or "all"


def _shown(part: Any) -> str:
    if isinstance(part, bytes):
        return checksum(part) if len(part) == _ADDRESS else f"0x{part.hex()}"
    return str(part)
