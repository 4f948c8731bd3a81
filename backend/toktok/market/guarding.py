"""What guardians did, as the chain tells it: pauses, ends of pauses, roots of the fund they threw out."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Literal

from sqlmodel import Session

from toktok.market.paging import Key, LatestFirst
from toktok.market.values import Address, EventId, Hash
from toktok.store.rows import columns
from toktok.store.tables import Activity

GuardianAct = Literal["pause", "unpause", "veto"]

_DONE = columns(Activity)
_PAUSES = LatestFirst(Activity, _DONE.kind == "paused")
# Whoever posts a root acts for no account: only a veto has one.
_VETOES = LatestFirst(Activity, _DONE.kind == "fund_root", _DONE.account.is_not(None))


@dataclass(frozen=True, slots=True)
class Guarded:
    """Something a guardian did to `subject`, `contract:<name>` or `root:<period>`; `until` when a pause ends by itself."""

    event: EventId
    tx_hash: Hash
    timestamp: int
    guardian: Address
    act: GuardianAct
    subject: str
    until: int | None


def list_guarded(session: Session, *, after: Key | None, limit: int) -> list[Guarded]:
    """What guardians did, the last first, after the event `after`."""
    found = (each.read(session, after=after, limit=limit) for each in (_PAUSES, _VETOES))
    rows = merge(*found, key=lambda row: (row.block_number, row.log_index), reverse=True)
    return [_guarded(row) for row in islice(rows, limit)]


def _guarded(row: Activity) -> Guarded:
    is_pause, until = row.kind == "paused", row.data.get("until")
    return Guarded(
        event=(row.block_number, row.log_index),
        tx_hash=row.tx_hash,
        timestamp=row.timestamp,
        guardian=row.account or b"",
        act="veto" if not is_pause else "unpause" if until is None else "pause",
        subject=f"contract:{row.data['contract']}" if is_pause else f"root:{row.data['period']}",
        until=until,
    )
