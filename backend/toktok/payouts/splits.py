"""Lists that divide creator sides."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.market.values import Hash
from toktok.payouts.rows import SplitRow
from toktok.store.tables import Split


def splits_at(session: Session, list_id: Hash | None) -> tuple[SplitRow, ...]:
    """The list, in its order; empty if there is none."""
    if list_id is None:
        return ()
    found = session.exec(
        select(Split).where(Split.list_id == list_id).order_by(col(Split.position))
    )
    return tuple(SplitRow(each.recipient, each.bps) for each in found)
