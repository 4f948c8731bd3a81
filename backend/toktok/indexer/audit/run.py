"""Asking the chain, and comparing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from toktok.chain.addresses import checksum
from toktok.chain.blocks import fetch_header
from toktok.chain.deployments import Deployment
from toktok.chain.rpc import Rpc
from toktok.chain.views import View, ask
from toktok.errors import ChainMismatchError, RpcError
from toktok.indexer.audit.comparisons import comparisons
from toktok.indexer.audit.report import Comparison, Report
from toktok.indexer.audit.snapshot import Snapshot, read_snapshot
from toktok.store.engine import Store
from toktok.store.tables import Cursor, Status


async def audit(rpc: Rpc, store: Store, deployment: Deployment) -> Report:
    """Compare every balance, book, launch and debt with the chain at the cursor's block.

    Raises `ChainMismatchError` if the node does not have that block: index first, then audit.
    """
    snapshot = read_snapshot(store)
    cursor = snapshot.cursor
    await _require_block(rpc, cursor)
    report = Report(cursor.number, cursor.hash)
    wanted = list(comparisons(snapshot, deployment))
    answers = await ask(rpc, [each.view for each in wanted], block=cursor.number)
    for comparison, answer in zip(wanted, answers, strict=True):
        _compare(report, comparison, answer)
    await _compare_splits(rpc, snapshot, deployment, report)
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


async def _compare_splits(
    rpc: Rpc, snapshot: Snapshot, deployment: Deployment, report: Report
) -> None:
    # Whoever ever was a creator, so that splits we missed are found as well.
    accounts = set(snapshot.splits)
    for row in snapshot.creators.values():
        accounts |= {row.creator, row.founder}
    answers = await _values(
        rpc,
        (View(deployment.ledger, "PayoutLedger", "splitsOf", (each,)) for each in accounts),
        block=snapshot.cursor.number,
    )
    for account, answer in zip(accounts, answers, strict=True):
        theirs = [(bytes.fromhex(each[2:]), bps) for each, bps in answer]
        ours = snapshot.splits.get(account, [])
        report.compare("split", checksum(account), "splits", ours=ours, chain=theirs)


async def _compare_backing(
    rpc: Rpc, snapshot: Snapshot, deployment: Deployment, report: Report
) -> None:
    """The TT that market and ledger hold covers everything that is owed from it."""
    in_market, in_ledger, *_ = await _values(
        rpc,
        (
            View(deployment.tt, "ToktokToken", "balanceOf", (holder,))
            for holder in (deployment.market, deployment.ledger)
        ),
        block=snapshot.cursor.number,
    )
    credited = sum(row.balance for row in snapshot.ledger.values())
    report.at_least("backing", "ledger", "credited", ours=credited, chain=in_ledger)
    owed = _owed_by_market(snapshot)
    report.at_least("backing", "market", "reserves and debts", ours=owed, chain=in_market)


def _owed_by_market(snapshot: Snapshot) -> int:
    owed = sum(row.owed for row in snapshot.referrals.values())
    for creator in snapshot.creators.values():
        if creator.status == Status.OPEN:
            owed += creator.raised + creator.bond
        elif creator.status == Status.TRADING:
            books = snapshot.books(creator)
            owed += creator.reserve + creator.protocol_owed + books.pending + books.creator_owed
    for holder in snapshot.holders:
        owed += snapshot.balance_dividends(holder)
    for allocation in snapshot.allocations:
        owed += snapshot.allocation_dividends(allocation)
        failed = snapshot.creators[allocation.token].status == Status.FAILED
        owed += allocation.contributed if failed and not allocation.refunded else 0
    return owed


async def _values(rpc: Rpc, views: Iterable[View], *, block: int) -> list[Any]:
    answers = await ask(rpc, list(views), block=block)
    for answer in answers:
        if isinstance(answer, RpcError):
            raise answer
    return [answer["value"] for answer in answers if not isinstance(answer, RpcError)]
