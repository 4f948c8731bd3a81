"""Which chain is mirrored, up to where, and the protocol's few settings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from toktok.market.head import Head
from toktok.market.values import Wei
from toktok.store.tables import Cursor, Pause, Protocol


@dataclass(frozen=True, slots=True)
class Paused:
    """A contract whose new entries are stopped until a timestamp; in the past: they were."""

    contract: str
    until: int


@dataclass(frozen=True, slots=True)
class Mirror:
    """The mirrored chain. `pauses` has the contracts that a guardian ever stopped."""

    chain_id: int
    head: Head
    pauses: tuple[Paused, ...]
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
        pauses=_pauses(session),
        launch_bond=protocol.launch_bond,
    )


def _pauses(session: Session) -> tuple[Paused, ...]:
    # Not by the database: how it sorts names is its own affair.
    found = sorted(session.exec(select(Pause)), key=lambda row: row.contract)
    return tuple(Paused(each.contract, each.until) for each in found)
