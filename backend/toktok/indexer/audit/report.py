"""What an audit compared, and what it found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from toktok.chain.views import View


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row of ours and the view that has to say the same; `ours` by the view's output names."""

    table: str
    key: str
    view: View
    ours: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A value of ours and what the rows of another table come to; `source` says which and how."""

    table: str
    key: str
    column: str
    ours: Any
    rows: Any
    source: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One number, address or text that is not the same.

    `chain` is what the chain says; None if the value was checked against rows of ours: `rows` is
    then what these come to.
    """

    table: str
    key: str
    column: str
    ours: str
    chain: str | None = None
    rows: str | None = None

    def __str__(self) -> str:
        theirs = f"chain {self.chain}" if self.rows is None else f"rows {self.rows}"
        return f"{self.table} {self.key} {self.column}: ours {self.ours}, {theirs}"

    @property
    def place(self) -> tuple[str, str, str]:
        """Which value it is about."""
        return self.table, self.key, self.column


@dataclass(slots=True)
class Report:
    """The outcome at one block: values compared by table, and the differences.

    `compared` counts values asked of the chain, `checked` those checked against rows of ours.
    """

    block_number: int
    block_hash: bytes
    compared: Counter[str] = field(default_factory=Counter)
    checked: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def compare(self, table: str, key: str, column: str, *, ours: Any, chain: Any) -> None:
        """Count one value, and note it if it is not the same."""
        self.compared[table] += 1
        if ours != chain:
            self.differences.append(Difference(table, key, column, shown(ours), shown(chain)))

    def at_least(self, table: str, key: str, column: str, *, ours: int, chain: int) -> None:
        """Count one balance that has to cover what we say is owed from it."""
        self.compared[table] += 1
        if chain < ours:
            self.differences.append(Difference(table, key, column, f"at least {ours}", str(chain)))

    def check(self, check: CrossCheck) -> None:
        """Count one value checked against other rows, and note it if it is not the same."""
        self.checked[check.table] += 1
        if check.ours != check.rows:
            rows = f"{shown(check.rows)} ({check.source})"
            self.differences.append(
                Difference(check.table, check.key, check.column, shown(check.ours), rows=rows)
            )

    @property
    def total(self) -> int:
        """How many values were compared with the chain."""
        return self.compared.total()

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "block": {"number": self.block_number, "hash": f"0x{self.block_hash.hex()}"},
            "compared": dict(self.compared),
            "checked": dict(self.checked),
            "total": self.total,
            "differences": [
                {
                    "table": each.table,
                    "key": each.key,
                    "column": each.column,
                    "ours": each.ours,
                    "chain": each.chain,
                    "rows": each.rows,
                }
                for each in self.differences
            ],
        }


def shown(value: Any) -> str:
    """A value as people read it."""
    return f"0x{value.hex()}" if isinstance(value, bytes) else str(value)
