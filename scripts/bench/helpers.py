"""The processes that help the one that is measured."""

from __future__ import annotations

import asyncio
import os
import resource
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

    @property
    def peak_rss_mb(self) -> float:
        """The most memory each had, added up."""
        return sum(self._peaks.values())

    def cpu_seconds(self) -> float:
        """What they have worked, those that have ended included."""
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = ended.ru_utime + ended.ru_stime
        for child in psutil.Process().children():
            with suppress(psutil.NoSuchProcess):
                times = child.cpu_times()
                seconds += times.user + times.system
        return float(seconds)

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        looks = 0
        while True:
            if looks % _SEARCH_EACH == 0:
                for child in psutil.Process(os.getpid()).children():
                    self._peaks.setdefault(child.pid, 0.0)
            for process in self._peaks:
                with suppress(FileNotFoundError, ProcessLookupError):
                    self._peaks[process] = max(self._peaks[process], peak_rss_mb(process))
            looks += 1
            await asyncio.sleep(_LOOK_SECONDS)
