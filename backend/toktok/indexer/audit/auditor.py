"""A gentle audit of a running service: now and then a few values, picked by chance."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from toktok.chain.rpc import RetryPolicy, Rpc
from toktok.config import Settings
from toktok.errors import ToktokError
from toktok.indexer.audit import metrics
from toktok.indexer.audit.report import Difference, Report
from toktok.indexer.audit.run import audit_sample
from toktok.indexer.audit.sampling import Pick
from toktok.indexer.preflight import check_database, deployment_on
from toktok.indexer.threads import in_thread
from toktok.indexer.trouble import Trouble
from toktok.market.head import read_head
from toktok.store.engine import Store

_LOG = logging.getLogger("toktok.audit")

#: Who only looks gives way: a node that is busy is asked again at the next turn.
_RETRY = RetryPolicy(attempts=1)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Audited:
    """The last audit: at which block, when (Unix seconds), values compared, and how many differed."""

    block: int
    at: int
    compared: int
    differences: int


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What differed at a block, and what has to be looked at again to be sure."""

    chosen: Pick
    report: Report


class Auditor:
    """Compares a sample again and again, while `is_live` says that nothing else is more urgent.

    A difference is logged and counted at once. It is `confirmed`, and the service not ready, when the
    same values differ at a second block as well; that ends when they are right again.
    """

    def __init__(self, settings: Settings, store: Store, *, is_live: Callable[[], bool]) -> None:
        self.last: Audited | None = None
        self.confirmed: tuple[Difference, ...] = ()
        self._settings = settings
        self._store = store
        self._is_live = is_live
        self._doubt: _Doubt | None = None

    @property
    def trouble(self) -> Trouble | None:
        """Why nobody should rely on what is served; None if there is no reason."""
        if not self.confirmed:
            return None
        shown = "; ".join(map(str, self.confirmed[:_SHOWN]))
        number = len(self.confirmed)
        are = "value is" if number == 1 else "values are"
        words = f"{number} {are} not the chain's: {shown}."
        return Trouble("differs", words, {"number": number})

    async def run(self) -> None:
        """Audit until cancelled; no trouble ends it."""
        async with Rpc(self._settings.rpc_url, retry=_RETRY) as rpc:
            while True:
                await asyncio.sleep(self._pause)
                if self._is_live():
                    await self._try(rpc)

    @property
    def _pause(self) -> float:
        """Seconds: what differs is looked at again as soon as there may be another block."""
        if self._doubt is not None and not self.confirmed:
            return min(self._settings.audit_seconds, self._settings.poll_seconds)
        return self._settings.audit_seconds

    async def _try(self, rpc: Rpc) -> None:
        try:
            await self._audit(rpc)
        except ToktokError as error:
            metrics.FAILURES.inc()
            _LOG.info("No audit this time. %s", error)
        except Exception:
            metrics.FAILURES.inc()
            _LOG.exception("The audit failed.")

    async def _audit(self, rpc: Rpc) -> None:
        if self._doubt is not None and not await in_thread(self._has_moved, self._doubt):
            return
        deployment = await deployment_on(rpc, directory=self._settings.deployments_dir)
        await check_database(rpc, self._store, deployment)
        chosen = None if self._doubt is None else self._doubt.chosen
        report, chosen = await audit_sample(
            rpc, self._store, deployment, size=self._settings.audit_values, chosen=chosen
        )
        self._note(report)
        if self._doubt is not None:
            self._decide(self._doubt, report)
        elif report.differences:
            self._doubt = _Doubt(chosen, report)

    def _has_moved(self, doubt: _Doubt) -> bool:
        """Whether there is a second block to look at."""
        with self._store.read() as session:
            return read_head(session).hash != doubt.report.block_hash

    def _note(self, report: Report) -> None:
        for difference in report.differences:
            _LOG.error("At block %d: %s", report.block_number, difference)
            metrics.DIFFERENCES.labels(difference.table).inc()
        now = time.time()
        metrics.COMPARED.inc(report.total)
        metrics.BLOCK.set(report.block_number)
        metrics.TIME.set(now)
        self.last = Audited(report.block_number, int(now), report.total, len(report.differences))

    def _decide(self, doubt: _Doubt, report: Report) -> None:
        """A second look at another block: what differs again is no accident."""
        before = {each.place for each in doubt.report.differences}
        self.confirmed = tuple(each for each in report.differences if each.place in before)
        self._doubt = _Doubt(doubt.chosen, report) if self.confirmed else None
        metrics.CONFIRMED.set(len(self.confirmed))
