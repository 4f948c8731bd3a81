"""The rows a batch of blocks touches: loaded set-wise, changed in memory, written set-wise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from toktok.indexer.errors import ContinuityError
from toktok.indexer.rows import key_to_json, row_to_json
from toktok.store import bulk
from toktok.store.bulk import Key
from toktok.store.tables import Journal
from toktok.store.twins import key_names, table_of, twin_of

Row = TypeVar("Row", bound=SQLModel)


class WorkingSet:
    """Rows by table and key, of one batch after the other. Nothing is written before `flush`.

    Rows are twins of the models: the same columns and nothing else.
    """

    def __init__(self) -> None:
        self._rows: defaultdict[type[SQLModel], dict[Key, Any]] = defaultdict(dict)
        self._before = self._rows
        self._dirty: defaultdict[type[SQLModel], set[Key]] = defaultdict(set)
        self._appended: defaultdict[type[SQLModel], list[Any]] = defaultdict(list)
        self._gathered: set[tuple[type[SQLModel], Any]] = set()
        self._journaled: set[tuple[type[SQLModel], Key]] = set()
        self._journal: list[Any] = []
        self._block_number = 0
        self._is_final = False

    def begin(self, session: Session, *, journal_from: int) -> None:
        """A batch begins, in the session's transaction; what the one before it wrote is committed.

        Rows that the batch before touched need not be loaded again. Blocks from `journal_from` on may
        still be rewritten: for them the journal gets every row as it was before the block changed it first.
        """
        self._session = session
        self._journal_from = journal_from
        self._before, self._rows = self._rows, defaultdict(dict)
        self._gathered.clear()

    def begin_block(self, number: int) -> None:
        """Changes from here on belong to block `number`."""
        self._block_number = number
        self._is_final = number < self._journal_from
        self._journaled.clear()

    def prefetch(self, model: type[SQLModel], keys: Iterable[Key]) -> None:
        """Load many rows at once; what is not found is known to be absent."""
        loaded = self._rows[model]
        missing = set(keys).difference(loaded)
        remembered = self._before.get(model, {})
        loaded.update((key, remembered[key]) for key in missing.intersection(remembered))
        missing.difference_update(remembered)
        loaded.update(dict.fromkeys(missing))
        for row in bulk.select(self._session, model, list(missing)):
            loaded[_key_of(model, row)] = row

    def gather(self, model: type[SQLModel], firsts: Iterable[Any]) -> None:
        """Load every row whose key begins with one of `firsts`, at once."""
        wanted = [each for each in dict.fromkeys(firsts) if (model, each) not in self._gathered]
        loaded = self._rows[model]
        for row in bulk.select(self._session, model, [(each,) for each in wanted]):
            loaded.setdefault(_key_of(model, row), row)
        self._gathered.update((model, each) for each in wanted)

    def find(self, model: type[Row], *key: Any) -> Row | None:
        """The row as it stands, for reading; None if there is none."""
        rows = self._rows[model]
        found: Row | None = rows.get(key)
        if found is None and key not in rows:
            self.prefetch(model, [key])
            found = rows[key]
        return found

    def edit(self, model: type[Row], *key: Any) -> Row:
        """The row, for changing; it must be there."""
        row: Row | None = self._rows[model].get(key) or self.find(model, *key)
        if row is None:
            named = ", ".join(part.hex() if isinstance(part, bytes) else str(part) for part in key)
            raise ContinuityError(
                self._block_number, f"an event speaks of {model.__tablename__} {named}, unknown."
            )
        self._mark(model, key)
        return row

    def edit_or_new(self, model: type[Row], *key: Any) -> Row:
        """The row, for changing; made from its defaults if it is not there."""
        row: Row | None = self._rows[model].get(key) or self.find(model, *key)
        self._mark(model, key)
        if row is None:
            row = twin_of(model)(*key)
            self._rows[model][key] = row
        return row

    def put(self, model: type[Row], **columns: Any) -> Row:
        """A new row of a table whose rows change, or another in its place."""
        row: Row = twin_of(model)(**columns)
        key = _key_of(model, row)
        self.find(model, *key)
        self._mark(model, key)
        self._rows[model][key] = row
        return row

    def remove(self, model: type[SQLModel], *key: Any) -> None:
        """Forget a row."""
        if self.find(model, *key) is not None:
            self._mark(model, key)
            self._rows[model][key] = None

    def append(self, model: type[Row], **columns: Any) -> Row:
        """A row of a table that only grows."""
        row: Row = twin_of(model)(**columns)
        self._appended[model].append(row)
        return row

    def scan(self, model: type[Row], first: Any) -> list[Row]:
        """Every row whose key begins with `first`, changes of this batch included."""
        self.gather(model, [first])
        rows = self._rows[model].items()
        return [row for key, row in rows if key[0] == first and row is not None]

    def flush(self) -> None:
        """Write everything, set-wise, into the session's transaction."""
        with bulk.together(self._session):
            for model, keys in self._dirty.items():
                rows = self._rows[model]
                bulk.delete(self._session, model, [key for key in keys if rows[key] is None])
                kept = [rows[key] for key in sorted(keys) if rows[key] is not None]
                bulk.upsert(self._session, model, kept)
            for model, appended in self._appended.items():
                bulk.insert(self._session, model, appended)
            bulk.insert(self._session, Journal, self._journal)
        self._dirty.clear()
        self._appended.clear()
        self._journal.clear()

    def _mark(self, model: type[SQLModel], key: Key) -> None:
        self._dirty[model].add(key)
        if self._is_final or (model, key) in self._journaled:
            return
        self._journaled.add((model, key))
        before = self._rows[model][key]
        entry = twin_of(Journal)(
            block_number=self._block_number,
            table_name=table_of(model).name,
            key=key_to_json(model, key),
            before=None if before is None else row_to_json(model, before),
        )
        self._journal.append(entry)


def _key_of(model: type[SQLModel], row: Any) -> Key:
    return tuple(getattr(row, name) for name in key_names(model))
