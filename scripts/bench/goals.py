"""What the numbers of a bench have to be, and whether they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

_EVENTS_PER_SECOND = {"sqlite": 30_000, "postgresql": 25_000}
_TIMES_PONDER = 8
_RPC_CALLS = 150
_PER_EVENTS = 50_000
_PEAK_RSS_MB = 200
#: How much more memory than the small chain the large one may take, and still be called as much.
_FLAT = 1.25
_GROWTH, _TIMES = 11, 10
_P50_MS, _P95_MS = 15, 30


@dataclass(frozen=True)
class Goal:
    """One number, and its limit; None if it is only told."""

    what: str
    reached: float
    limit: float | None = None
    at_most: bool = True

    @property
    def met(self) -> bool:
        """Whether it is as good as that."""
        if self.limit is None:
            return True
        return self.reached <= self.limit if self.at_most else self.reached >= self.limit

    def __str__(self) -> str:
        told = f"{self.what:<52} {self.reached:>12,.2f}"
        if self.limit is None:
            return told
        sign = "<=" if self.at_most else ">="
        verdict = "" if self.met else "  <-- missed"
        return f"{told}  {sign} {self.limit:>9,}{verdict}"


def of_index(rows: Sequence[Row]) -> list[Goal]:
    """The goals of indexing cold.

    For each database the first row is of the usual chain, the next two are of a chain with fuller
    blocks and of one with about ten times as many of these.
    """
    found: list[Goal] = []
    for store in _EVENTS_PER_SECOND:
        usual, small, large = (
            row for row in rows if row["who"] == "toktok" and row["store"] == store
        )
        found += [*_of_speed(store, usual), *_of_growth(store, small, large)]
        found += [
            Goal(
                f"{store}: most memory for {row['events']:,} events, MB",
                row["peak_rss_mb"],
                _PEAK_RSS_MB,
            )
            for row in (usual, small, large)
        ]
    lifted = [row for row in rows if row["who"] == "ponder-lifted"]
    ours = [row for row in rows if row["who"] == "toktok" and row["store"] == "postgresql"]
    for row in lifted:
        times = ours[0]["events_per_second"] / row["events_per_second"]
        found.append(Goal("times as fast as Ponder, its limit lifted", times, _TIMES_PONDER, False))
    return found


def _of_speed(store: str, row: Row) -> Iterator[Goal]:
    calls = row["rpc_calls"] * _PER_EVENTS / row["events"]
    yield Goal(
        f"{store}: events a second", row["events_per_second"], _EVENTS_PER_SECOND[store], False
    )
    yield Goal(f"{store}: RPC calls per 50,000 events", calls, _RPC_CALLS)


def _of_growth(store: str, small: Row, large: Row) -> Iterator[Goal]:
    times = large["events"] / small["events"] / _TIMES
    growth = large["seconds"] / small["seconds"] / times
    flat = large["peak_rss_mb"] / small["peak_rss_mb"]
    yield Goal(f"{store}: times as long for 10 times the events", growth, _GROWTH)
    yield Goal(f"{store}: times the memory for 10 times the events", flat, _FLAT)


def of_live(rows: Sequence[Row]) -> list[Goal]:
    """The goals of following live."""
    return [
        goal
        for row in rows
        if row["who"] == "toktok"
        for goal in (
            Goal(f"{row['chain']}, {row['store']}: visible after, ms, p50", row["p50_ms"], _P50_MS),
            Goal(f"{row['chain']}, {row['store']}: visible after, ms, p95", row["p95_ms"], _P95_MS),
        )
    ]


def verdict(goals: Sequence[Goal]) -> int:
    """Print them; the exit code of the command."""
    for goal in goals:
        print(goal)
    limited = [goal for goal in goals if goal.limit is not None]
    missed = [goal for goal in limited if not goal.met]
    print(f"{len(limited) - len(missed)} of {len(limited)} goals met.")
    return 1 if missed else 0
