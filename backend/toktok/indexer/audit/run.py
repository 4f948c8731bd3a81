"""Asking the chain, and comparing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from toktok.chain.blocks import fetch_header
from toktok.chain.deployments import Deployment
from toktok.chain.multicall import Multicall
from toktok.chain.rpc import Rpc
from toktok.chain.views import ask
from toktok.errors import ChainMismatchError, RpcError
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.checks import cross_checks
from toktok.indexer.audit.comparisons import comparisons
from toktok.indexer.audit.report import Comparison, Report
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.audit.sums import Sums
from toktok.store.engine import Store
from toktok.store.tables import Cursor

_LOG = logging.getLogger(__name__)

#: Comparisons in memory at a time.
_BATCH = 2_000
_ATTEMPTS = 3


async def audit(rpc: Rpc, store: Store, deployment: Deployment) -> Report:
    """Compare everything the database says of the present with the chain at the cursor's block.

    Begins anew if that block is taken back meanwhile; raises `ChainMismatchError` if the node does
    not have it: index first, then audit.
    """
    for _ in range(1, _ATTEMPTS):
        try:
            return await _audit(rpc, store, deployment)
        except ChainMismatchError as error:
            _LOG.info("%s Beginning anew.", error.detail)
    return await _audit(rpc, store, deployment)


async def _audit(rpc: Rpc, store: Store, deployment: Deployment) -> Report:
    with store.read() as session:
        snapshot = await asyncio.to_thread(Snapshot, session)
        cursor, views, sums = snapshot.cursor, Views(deployment), Sums()
        report = Report(cursor.number, cursor.hash)
        multicall = Multicall(rpc, block=cursor.number)
        await require_state(rpc, cursor, multicall, views)
        await compare_all(report, multicall, comparisons(snapshot, views, sums))
        await _compare_backing(report, multicall, views, sums)
        await asyncio.to_thread(_check, report, snapshot, deployment)
        await require_state(rpc, cursor, multicall, views)
    return report


async def require_state(rpc: Rpc, cursor: Cursor, multicall: Multicall, views: Views) -> None:
    """The node has our block, and what the contracts said in it; `ChainMismatchError` if not."""
    header = await fetch_header(rpc, cursor.number)
    if header is None or header.hash != cursor.hash:
        raise ChainMismatchError(
            f"The node does not have our block {cursor.number} (0x{cursor.hash.hex()}).",
            remedy="Let the indexer catch up with the node, then audit again.",
        )
    (answer,) = await ask(multicall, [views.tt("totalSupply")])
    if isinstance(answer, RpcError):
        raise ChainMismatchError(
            f"The node cannot tell the state of block {cursor.number} any more: {answer.message}.",
            remedy="Let the indexer catch up with the node, or ask a node that keeps old states.",
        )


async def compare_all(report: Report, multicall: Multicall, wanted: Iterator[Comparison]) -> None:
    """Ask and compare, a batch at a time; the next is read while the node answers."""
    reading = asyncio.create_task(asyncio.to_thread(_take, wanted))
    try:
        while batch := await reading:
            reading = asyncio.create_task(asyncio.to_thread(_take, wanted))
            answers = await ask(multicall, [each.view for each in batch])
            for comparison, answer in zip(batch, answers, strict=True):
                _compare(report, comparison, answer)
    finally:
        # The session is in use until the thread is done with it.
        await asyncio.gather(reading, return_exceptions=True)


def _check(report: Report, snapshot: Snapshot, deployment: Deployment) -> None:
    for check in cross_checks(snapshot, market=deployment.market):
        report.check(check)


def _take(wanted: Iterator[Comparison]) -> list[Comparison]:
    return list(islice(wanted, _BATCH))


def _compare(report: Report, comparison: Comparison, answer: dict[str, Any] | RpcError) -> None:
    for column, ours in comparison.ours.items():
        name = column if column != "value" else comparison.view.function
        theirs = f"refused: {answer.message}" if isinstance(answer, RpcError) else answer[column]
        report.compare(comparison.table, comparison.key, name, ours=ours, chain=theirs)


async def _compare_backing(report: Report, multicall: Multicall, views: Views, sums: Sums) -> None:
    """The TT that our contracts hold covers everything that is owed from it."""
    balances = [views.tt("balanceOf", views.contracts.followed[name]) for name in sums.owed]
    answers = await ask(multicall, balances)
    for (name, amount), answer in zip(sums.owed.items(), answers, strict=True):
        if isinstance(answer, RpcError):
            raise answer
        report.at_least("backing", name, "TT", ours=amount, chain=answer["value"])
