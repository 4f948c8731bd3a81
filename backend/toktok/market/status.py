"""Which chain is mirrored, up to where, and the protocol's few settings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from toktok.market.head import Head
from toktok.market.values import Wei
from toktok.store.tables import Cursor, Protocol


@dataclass(frozen=True, slots=True)
class Mirror:
    """The mirrored chain. `paused_until` is a timestamp, in the past when entries are open."""

    chain_id: int
    head: Head
    paused_until: int
    launch_bond: Wei


def read_mirror(session: Session) -> Mirror | None:
    """What is mirrored; None before the first block."""
    cursor = session.get(Cursor, 1)
    if cursor is None:
        return None
    protocol = session.get(Protocol, 1) or Protocol()
    return Mirror(
        chain_id=cursor.chain_id,
        head=Head(cursor.number, cursor.hash, cursor.timestamp),
        paused_until=protocol.paused_until,
        launch_bond=protocol.launch_bond,
    )
