"""The processes that help the one that is measured."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import psutil  # type: ignore[import-untyped]

from scripts.bench.peers.measured import peak_rss_mb

_LOOK_SECONDS = 0.05
#: Looking for new ones goes through all processes: not each time.
_SEARCH_EACH = 5


class Helpers:
    """Watches them while `watch` runs: they may have ended when the measuring does."""

    def __init__(self) -> None:
        self._peaks: dict[int, float] = {}
        self._worked: dict[int, float] = {}

    @property
    def peak_rss_mb(self) -> float:
        """The most memory each had, added up."""
        return sum(self._peaks.values())

    @property
    def cpu_seconds(self) -> float:
        """What they have worked."""
        return sum(self._worked.values())

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        found: list[psutil.Process] = []
        looks = 0
        while True:
            if looks % _SEARCH_EACH == 0:
                found = psutil.Process().children()
            for process in found:
                with suppress(psutil.NoSuchProcess, FileNotFoundError, ProcessLookupError):
                    self._look(process)
            looks += 1
            await asyncio.sleep(_LOOK_SECONDS)

    def _look(self, process: psutil.Process) -> None:
        times = process.cpu_times()
        self._worked[process.pid] = times.user + times.system
        self._peaks[process.pid] = peak_rss_mb(process.pid)
