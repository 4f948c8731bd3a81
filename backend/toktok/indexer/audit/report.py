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
class Difference:
    """One number, address or text that is not the same."""

    table: str
    key: str
    column: str
    ours: str
    chain: str

    def __str__(self) -> str:
        return f"{self.table} {self.key} {self.column}: ours {self.ours}, chain {self.chain}"


@dataclass(slots=True)
class Report:
    """The outcome at one block: values compared by table, and the differences."""

    block_number: int
    block_hash: bytes
    compared: Counter[str] = field(default_factory=Counter)
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

    @property
    def total(self) -> int:
        """How many values were compared."""
        return self.compared.total()

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "block": {"number": self.block_number, "hash": f"0x{self.block_hash.hex()}"},
            "compared": dict(self.compared),
            "total": self.total,
            "differences": [
                {
                    "table": each.table,
                    "key": each.key,
                    "column": each.column,
                    "ours": each.ours,
                    "chain": each.chain,
                }
                for each in self.differences
            ],
        }


def shown(value: Any) -> str:
    """A value as people read it."""
    return f"0x{value.hex()}" if isinstance(value, bytes) else str(value)
