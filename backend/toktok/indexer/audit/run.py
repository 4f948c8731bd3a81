"""Asking the chain, and comparing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

from toktok.chain.blocks import fetch_header
from toktok.chain.deployments import Deployment
from toktok.chain.multicall import Multicall
from toktok.chain.rpc import Rpc
from toktok.chain.views import ask
from toktok.errors import ChainMismatchError, RpcError
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.blocks import compare_blocks
from toktok.indexer.audit.checks import cross_checks
from toktok.indexer.audit.comparisons import comparisons
from toktok.indexer.audit.report import Comparison, Report
from toktok.indexer.audit.sampling import Pick, pick, sampled
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.audit.sums import Sums
from toktok.indexer.threads import in_thread
from toktok.store.engine import Store
from toktok.store.tables import Cursor

_LOG = logging.getLogger(__name__)

#: Comparisons in memory at a time.
_BATCH = 2_000
#: How often to begin, and seconds in between: an indexer needs a moment to follow a new branch.
_ATTEMPTS, _PAUSE_SECONDS = 3, 1.0


async def audit(
    rpc: Rpc, store: Store, deployment: Deployment, *, sample: int | None = None
) -> Report:
    """Compare everything the database says with the chain at the cursor's block, and with itself.

    With `sample` only about so many values, picked by chance, and these with the chain alone.
    Begins anew if the block is taken back meanwhile; raises `ChainMismatchError` if the node does
    not have it: index first, then audit.
    """
    for _ in range(1, _ATTEMPTS):
        try:
            return await _audit(rpc, store, deployment, sample=sample)
        except ChainMismatchError as error:
            _LOG.info("%s Beginning anew.", error.detail)
            await asyncio.sleep(_PAUSE_SECONDS)
    return await _audit(rpc, store, deployment, sample=sample)


async def audit_sample(
    rpc: Rpc, store: Store, deployment: Deployment, *, size: int, chosen: Pick | None = None
) -> tuple[Report, Pick]:
    """Compare about `size` values picked by chance, or those of a pick made before.

    Raises `ChainMismatchError` if the node does not have the cursor's block.
    """
    with store.read() as session:
        snapshot = await in_thread(Snapshot, session)
        run = _Run(rpc, snapshot, deployment)
        await run.require_state()
        if chosen is None:
            chosen = await in_thread(pick, snapshot, size, random=Random())
        await run.compare(sampled(snapshot, run.views, chosen))
        await run.require_state()
    return run.report, chosen


async def _audit(rpc: Rpc, store: Store, deployment: Deployment, *, sample: int | None) -> Report:
    if sample is not None:
        report, _ = await audit_sample(rpc, store, deployment, size=sample)
        return report
    with store.read() as session:
        snapshot = await in_thread(Snapshot, session)
        run, sums = _Run(rpc, snapshot, deployment), Sums()
        await run.require_state()
        await run.compare(comparisons(snapshot, run.views, sums))
        await run.compare_backing(sums)
        await compare_blocks(run.report, rpc, snapshot)
        await in_thread(run.check)
        await run.require_state()
    return run.report


class _Run:
    """One look at the database, and the chain asked at its block."""

    def __init__(self, rpc: Rpc, snapshot: Snapshot, deployment: Deployment) -> None:
        self.views = Views(deployment)
        self._cursor: Cursor = snapshot.cursor
        self.report = Report(self._cursor.number, self._cursor.hash)
        self._rpc = rpc
        self._snapshot = snapshot
        self._multicall = Multicall(rpc, block=self._cursor.number)

    async def require_state(self) -> None:
        """The node has our block, and what the contracts said in it; `ChainMismatchError` if not."""
        cursor = self._cursor
        header = await fetch_header(self._rpc, cursor.number)
        if header is None or header.hash != cursor.hash:
            raise ChainMismatchError(
                f"The node does not have our block {cursor.number} (0x{cursor.hash.hex()}).",
                remedy="Let the indexer catch up with the node, then audit again.",
            )
        (answer,) = await ask(self._multicall, [self.views.tt("totalSupply")])
        if isinstance(answer, RpcError):
            raise ChainMismatchError(
                f"The node cannot tell the state of block {cursor.number}: {answer.message}.",
                remedy="Let the indexer catch up, or ask a node that keeps old states.",
            )

    async def compare(self, wanted: Iterator[Comparison]) -> None:
        """Ask and compare, a batch at a time; the next is read while the node answers."""
        reading = asyncio.create_task(in_thread(_take, wanted))
        try:
            while batch := await reading:
                reading = asyncio.create_task(in_thread(_take, wanted))
                answers = await ask(self._multicall, [each.view for each in batch])
                for comparison, answer in zip(batch, answers, strict=True):
                    _compare(self.report, comparison, answer)
        finally:
            # The session is in use until the thread is done with it.
            await asyncio.gather(reading, return_exceptions=True)

    async def compare_backing(self, sums: Sums) -> None:
        """The TT that our contracts hold covers everything that is owed from it."""
        followed = self.views.contracts.followed
        balances = [self.views.tt("balanceOf", followed[name]) for name in sums.owed]
        answers = await ask(self._multicall, balances)
        for (name, amount), answer in zip(sums.owed.items(), answers, strict=True):
            if isinstance(answer, RpcError):
                raise answer
            self.report.at_least("backing", name, "TT", ours=amount, chain=answer["value"])

    def check(self) -> None:
        """What no view can tell, against other rows."""
        for each in cross_checks(self._snapshot, market=self.views.contracts.market):
            self.report.check(each)


def _take(wanted: Iterator[Comparison]) -> list[Comparison]:
    return list(islice(wanted, _BATCH))


def _compare(report: Report, comparison: Comparison, answer: dict[str, Any] | RpcError) -> None:
    for column, ours in comparison.ours.items():
        name = column if column != "value" else comparison.view.function
        theirs = f"refused: {answer.message}" if isinstance(answer, RpcError) else answer[column]
        report.compare(comparison.table, comparison.key, name, ours=ours, chain=theirs)
