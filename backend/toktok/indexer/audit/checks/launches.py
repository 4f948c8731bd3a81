"""Contributions, allocations and holders against what is counted of them."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from sqlmodel import col

from toktok.indexer.audit.checks.matching import (
    Keyed,
    checks,
    keyed,
    lasts,
    mapped,
    matched,
    shown_key,
    totals,
)
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.handlers.days import DAY
from toktok.market.dividends import allocation_total
from toktok.store.tables import (
    Activity,
    Allocation,
    Contribution,
    Creator,
    Holder,
    HolderDay,
    Status,
)


def check_launches(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What was put into launches, and who has something of a token."""
    yield from checks(
        "allocation",
        ("contributed",),
        keyed(snapshot, (Allocation.token, Allocation.account), (Allocation.contributed,)),
        totals(keyed(snapshot, (Contribution.token, Contribution.account), (Contribution.amount,))),
        source="sum of contributions",
    )
    yield from checks(
        "creator",
        ("raised", "contributors"),
        keyed(snapshot, (Creator.token,), (Creator.raised, Creator.contributors)),
        totals(
            mapped(
                keyed(snapshot, (Allocation.token,), (Allocation.contributed,)),
                lambda contributed: (contributed, int(contributed > 0)),
            )
        ),
        source="sum of allocations",
    )
    yield from checks(
        "creator",
        ("holders",),
        keyed(snapshot, (Creator.token,), (Creator.holders,)),
        totals(_holders(snapshot)),
        source="holders and allocations",
    )
    yield from _days(snapshot)


def _holders(snapshot: Snapshot) -> Keyed:
    """How many accounts have something of a token, in hand or waiting for them."""
    held = keyed(snapshot, (Holder.token, Holder.account), (Holder.balance,))
    waiting = (Allocation.contributed, Allocation.claimed, Allocation.returned)
    unclaimed = keyed(snapshot, (Allocation.token, Allocation.account), waiting)
    left = ((key, (_left(snapshot, key[0], *values),)) for key, values in unclaimed)
    for key, (tokens,) in totals(heapq.merge(held, left)):
        yield (key[0],), (int(tokens > 0),)


def _left(snapshot: Snapshot, token: bytes, contributed: int, claimed: int, returned: int) -> int:
    creator = snapshot.launched(token)
    if creator.status != Status.TRADING:
        return 0
    return allocation_total(contributed, raised=creator.raised) - claimed - returned


def _days(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """The last day of a token is how it is now; each day's supply is the last that was told."""
    yield from checks(
        "holder_day",
        ("holders", "supply"),
        lasts(
            keyed(
                snapshot,
                (HolderDay.token,),
                (HolderDay.holders, HolderDay.supply),
                by=(HolderDay.day,),
            )
        ),
        keyed(
            snapshot,
            (Creator.token,),
            (Creator.holders, Creator.supply),
            col(Creator.status) == Status.TRADING,
        ),
        source="the creator's now",
    )
    kept = keyed(snapshot, (HolderDay.token, HolderDay.day), (HolderDay.supply,))
    token, supply = b"", 0
    for key, ours, told in matched(kept, _supplies(snapshot)):
        supply = told[0] if told else supply if key[0] == token else 0
        token = key[0]
        if ours is not None:
            name = shown_key(key)
            yield CrossCheck("holder_day", name, "supply", ours[0], supply, "activity of the day")


def _supplies(snapshot: Snapshot) -> Keyed:
    """The last supply that activity told, by token and day."""
    rows = keyed(
        snapshot,
        (Activity.token, Activity.timestamp),
        (Activity.data,),
        col(Activity.kind).in_(("finalized", "trade", "return")),
        by=(Activity.block_number, Activity.log_index),
    )
    return lasts(
        ((token, timestamp // DAY * DAY), (int(data["supply"]),))
        for (token, timestamp), (data,) in rows
    )
