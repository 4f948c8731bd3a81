"""The file of a backup: lines of JSON between a head and a checksum, the same for every database.

The head says what is inside, each line then is one row, `{"table": …, "row": {…}}`, the last one has the
SHA-256 of all bytes before it. Bytes are written as 0x…, wide integers as decimal strings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

import orjson
from sqlalchemy import JSON, Column, LargeBinary, Table, UniqueConstraint
from sqlmodel import SQLModel

import toktok.store.tables  # noqa: F401  fills the metadata
from toktok.errors import BackupError
from toktok.store.types import FixedBytes, Wide

FORMAT = "toktok backup"
VERSION = 1

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup contains: rows by table, and the names of the media files there were."""

    schema: str
    made_at: int
    rows: dict[str, int]
    media: list[str]

    def line(self) -> dict[str, Any]:
        """The first line."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "schema": self.schema,
            "made_at": self.made_at,
            "rows": self.rows,
            "media": self.media,
        }


@cache
def app_tables() -> dict[str, Table]:
    """The tables of what the chain cannot give back, by name.

    Without what passes: a restored session would let somebody in who has signed out.
    """
    named = sorted(SQLModel.metadata.tables.items())
    kept = {name: table for name, table in named if name.startswith("app_")}
    return {name: table for name, table in kept.items() if not table.info.get("passing")}


@cache
def columns_of(table: Table) -> tuple[Column[Any], ...]:
    """What a backup has of a row: all but its running number, which is each database's own."""
    return tuple(each for each in table.columns if each is not table.autoincrement_column)


@cache
def identity_of(table: Table) -> tuple[Column[Any], ...]:
    """The columns that tell whether two databases have the same row."""
    if table.autoincrement_column is None:
        return tuple(table.primary_key.columns)
    [unique] = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    return tuple(unique.columns)


class BackupWriter:
    """Writes lines and sums them up."""

    def __init__(self, file: IO[bytes], head: Head) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self._put(head.line())

    def row(self, table: Table, row: Row) -> None:
        """One row, its values as the database's driver is given them."""
        written = {each.name: _written(each, row[each.name]) for each in columns_of(table)}
        self._put({"table": table.name, "row": written})

    def end(self) -> None:
        """The checksum."""
        self._file.write(orjson.dumps({"sha256": self._sum.hexdigest()}) + b"\n")

    def _put(self, line: dict[str, Any]) -> None:
        written = orjson.dumps(line) + b"\n"
        self._sum.update(written)
        self._file.write(written)


class BackupReader:
    """A file that was found whole: its head, and its rows as often as they are asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.head = self._checked()

    def rows(self) -> Iterator[tuple[Table, Row]]:
        """Every row and its table. Raises BackupError."""
        with self._path.open("rb") as file:
            next(file)
            for line in file:
                said = _parsed(line)
                if "sha256" not in said:
                    yield self._row(said)

    def _checked(self) -> Head:
        """Read it all before anything is done with it."""
        total, last = hashlib.sha256(), b""
        try:
            with self._path.open("rb") as file:
                head = _head(file.readline())
                file.seek(0)
                for line in file:
                    total.update(last)
                    last = line
        except OSError as error:
            raise BackupError(f"{self._path} cannot be read: {error.strerror}.") from error
        if not last.endswith(b"\n") or _parsed(last) != {"sha256": total.hexdigest()}:
            raise BackupError(f"{self._path} is cut off or was changed: its checksum does not fit.")
        return head

    def _row(self, said: dict[str, Any]) -> tuple[Table, Row]:
        table = app_tables().get(said["table"])
        names = set() if table is None else {each.name for each in columns_of(table)}
        if table is None or not said["row"].keys() <= names:
            raise BackupError(
                f"{self._path} has rows of {said['table']} with {', '.join(said['row'])}, which this "
                f"version does not know: it was made with schema {self.head.schema}.",
                remedy="Install the version it was made with, or a later one.",
            )
        given = [each for each in columns_of(table) if each.name in said["row"]]
        row = {each.name: _read(each, said["row"][each.name]) for each in given}
        if "picture" in row and "picture_state" not in row:
            # Made before pictures waited for operators: everybody has seen this one.
            row["picture_state"] = "waiting" if row["picture"] is None else "approved"
        return table, row


def _head(line: bytes) -> Head:
    said = _parsed(line)
    if said.get("format") != FORMAT:
        raise BackupError("The file is no backup of Toktok.")
    if said["version"] > VERSION:
        raise BackupError(
            f"The backup is of form {said['version']}, this version reads forms up to {VERSION}.",
            remedy="Install the version it was made with, or a later one.",
        )
    return Head(said["schema"], said["made_at"], said["rows"], said["media"])


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError:
        said = None
    if not isinstance(said, dict):
        raise BackupError("The file is no backup of Toktok, or it is cut off.")
    return said


def _written(column: Column[Any], value: Any) -> Any:
    if isinstance(value, bytes):
        return f"0x{value.hex()}"
    return str(value) if isinstance(column.type, Wide) and value is not None else value


def _read(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, JSON):
        return value
    if isinstance(column.type, FixedBytes | LargeBinary):
        return bytes.fromhex(value.removeprefix("0x"))
    return int(value) if isinstance(column.type, Wide) else value
