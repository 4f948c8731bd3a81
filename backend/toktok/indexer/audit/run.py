"""Asking the chain, and comparing."""

from __future__ import annotations

from typing import Any

from toktok.chain.blocks import fetch_header
from toktok.chain.deployments import Deployment
from toktok.chain.rpc import Rpc
from toktok.chain.views import ask
from toktok.errors import ChainMismatchError, RpcError
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.comparisons import comparisons
from toktok.indexer.audit.debts import (
    owed_by_auctions,
    owed_by_fund,
    owed_by_ledger,
    owed_by_market,
)
from toktok.indexer.audit.report import Comparison, Report
from toktok.indexer.audit.snapshot import Snapshot, read_snapshot
from toktok.store.engine import Store
from toktok.store.tables import Cursor


async def audit(rpc: Rpc, store: Store, deployment: Deployment) -> Report:
    """Compare everything the database says of the present with the chain at the cursor's block.

    Raises `ChainMismatchError` if the node does not have that block: index first, then audit.
    """
    snapshot = read_snapshot(store)
    cursor = snapshot.cursor
    await _require_block(rpc, cursor)
    report = Report(cursor.number, cursor.hash)
    wanted = list(comparisons(snapshot, Views(deployment)))
    answers = await ask(rpc, [each.view for each in wanted], block=cursor.number)
    for comparison, answer in zip(wanted, answers, strict=True):
        _compare(report, comparison, answer)
    await _compare_backing(rpc, snapshot, deployment, report)
    await _require_block(rpc, cursor)
    return report


async def _require_block(rpc: Rpc, cursor: Cursor) -> None:
    header = await fetch_header(rpc, cursor.number)
    if header is None or header.hash != cursor.hash:
        raise ChainMismatchError(
            f"The node does not have our block {cursor.number} (0x{cursor.hash.hex()}).",
            remedy="Let the indexer catch up with the node, then audit again.",
        )


def _compare(report: Report, comparison: Comparison, answer: dict[str, Any] | RpcError) -> None:
    for column, ours in comparison.ours.items():
        name = column if column != "value" else comparison.view.function
        theirs = f"refused: {answer.message}" if isinstance(answer, RpcError) else answer[column]
        report.compare(comparison.table, comparison.key, name, ours=ours, chain=theirs)


async def _compare_backing(
    rpc: Rpc, snapshot: Snapshot, deployment: Deployment, report: Report
) -> None:
    """The TT that our contracts hold covers everything that is owed from it."""
    owed = {
        "CreatorMarket": owed_by_market(snapshot),
        "PayoutLedger": owed_by_ledger(snapshot),
        "MomentAuction": owed_by_auctions(snapshot),
        "CreatorFund": owed_by_fund(snapshot),
    }
    balances = [Views(deployment).tt("balanceOf", deployment.followed[name]) for name in owed]
    answers = await ask(rpc, balances, block=snapshot.cursor.number)
    for (name, amount), answer in zip(owed.items(), answers, strict=True):
        if isinstance(answer, RpcError):
            raise answer
        report.at_least("backing", name, "TT", ours=amount, chain=answer["value"])
