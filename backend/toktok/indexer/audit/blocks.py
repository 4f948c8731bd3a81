"""Kept blocks against the node's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from toktok.chain.blocks import fetch_headers
from toktok.chain.rpc import Rpc
from toktok.indexer.audit.report import Report
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.threads import in_thread
from toktok.store.tables import Block

_BATCH = 500


async def compare_blocks(report: Report, rpc: Rpc, snapshot: Snapshot) -> None:
    """Hash, parent and timestamp of every block we keep."""
    rows = snapshot.stream(Block)
    while batch := await in_thread(_take, rows):
        headers = await fetch_headers(rpc, [row.number for row in batch])
        for row, header in zip(batch, headers, strict=True):
            for column in ("hash", "parent_hash", "timestamp"):
                theirs = None if header is None else getattr(header, column)
                ours = getattr(row, column)
                report.compare("block", str(row.number), column, ours=ours, chain=theirs)


def _take(rows: Iterator[Block]) -> list[Block]:
    return list(islice(rows, _BATCH))
