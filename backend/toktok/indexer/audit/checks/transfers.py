"""What people sent each other, against what is counted of it and what they have."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

from sqlmodel import col

from toktok.chain.addresses import checksum
from toktok.indexer.audit.checks.matching import Keyed, checks, keyed, mapped, shown_key, totals
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import Activity, Allocation, Holder, Trade

_IS_TRANSFER = col(Activity.kind) == "token_transfer"


def check_transfers(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Transfers say twice who received; with trades and claims they make up every balance."""
    yield from _receivers(snapshot)
    yield from _counted(snapshot)
    yield from _balances(snapshot)


def _receivers(snapshot: Snapshot) -> Iterator[CrossCheck]:
    place = (Activity.block_number, Activity.log_index)
    for key, (other, data) in keyed(snapshot, place, (Activity.other, Activity.data), _IS_TRANSFER):
        received = None if other is None else checksum(other)
        yield CrossCheck(
            "activity", shown_key(key), "token_transfer other", received, data["to"], "its data"
        )


def _counted(snapshot: Snapshot) -> Iterator[CrossCheck]:
    kept = keyed(snapshot, (Holder.token, Holder.account), (Holder.sent, Holder.received))
    moved = heapq.merge(
        mapped(_transfers(snapshot, Activity.account), lambda amount: (amount, 0)),
        mapped(_transfers(snapshot, Activity.other), lambda amount: (0, amount)),
    )
    return checks("holder", ("sent", "received"), kept, totals(moved), source="sum of transfers")


def _balances(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """A balance is what was bought and claimed, less what was sold, and what came from others and went to them."""
    bought = keyed(
        snapshot, (Trade.token, Trade.recipient), (Trade.token_amount,), col(Trade.is_buy).is_(True)
    )
    sold = keyed(
        snapshot, (Trade.token, Trade.trader), (Trade.token_amount,), col(Trade.is_buy).is_(False)
    )
    claimed = keyed(snapshot, (Allocation.token, Allocation.account), (Allocation.claimed,))
    moved = heapq.merge(
        bought,
        claimed,
        mapped(sold, lambda amount: (-amount,)),
        mapped(_transfers(snapshot, Activity.account), lambda amount: (-amount,)),
        _transfers(snapshot, Activity.other),
    )
    return checks(
        "holder",
        ("balance",),
        keyed(snapshot, (Holder.token, Holder.account), (Holder.balance,)),
        totals(moved),
        source="sum of trades, claims and transfers",
    )


def _transfers(snapshot: Snapshot, side: Any) -> Keyed:
    """Token wei of each, by the account on one side."""
    rows = keyed(snapshot, (Activity.token, side), (Activity.data,), _IS_TRANSFER)
    return mapped(rows, lambda data: (int(data["amount"]),))
