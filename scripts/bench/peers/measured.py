"""What was measured of an indexer, as a row of the report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """`events` are the logs that this indexer handled, `seconds` its own time for them."""

    who: str
    store: str
    events: int
    blocks: int
    seconds: float
    peak_rss_mb: float
    rpc_calls: int

    def row(self) -> dict[str, Any]:
        """A row of build/bench/index.json."""
        return {
            "who": self.who,
            "store": self.store,
            "events": self.events,
            "blocks": self.blocks,
            "seconds": round(self.seconds, 3),
            "events_per_second": round(self.events / self.seconds),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
            "rpc_calls": self.rpc_calls,
        }


def peak_rss_mb(process: int | str = "self") -> float:
    """The most memory a process ever had resident, in MB of 10^6 bytes, as its kernel kept count."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ProcessLookupError(f"Process {process} has ended.")
