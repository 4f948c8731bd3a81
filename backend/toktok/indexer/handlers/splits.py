"""Lists of splits: who shares in an income, and how."""

from __future__ import annotations

from toktok.chain.events import SplitsRegistered, SplitsSet
from toktok.indexer.mirror import Mirror
from toktok.store.tables import CreatorSplits, Split

_NO_LIST = bytes(32)


def on_splits_registered(state: Mirror, event: SplitsRegistered) -> None:
    """A list is stored once and never changes."""
    state.require(not is_known(state, event.id), "a list of splits is stored twice.")
    for position, split in enumerate(event.splits):
        state.rows.put(
            Split,
            list_id=event.id,
            position=position,
            recipient=split.recipient,
            bps=split.bps,
        )


def on_splits_set(state: Mirror, event: SplitsSet) -> None:
    """Another list divides the creator's incomes, or none."""
    state.require(is_known(state, event.id), "a creator names a list that is not stored.")
    state.rows.edit_or_new(CreatorSplits, event.creator).list_id = or_none(event.id)


def is_known(state: Mirror, list_id: bytes) -> bool:
    """Whether that list is stored, or says that there is none."""
    return list_id == _NO_LIST or state.rows.find(Split, list_id, 0) is not None


def or_none(list_id: bytes) -> bytes | None:
    """The list, as columns have it."""
    return None if list_id == _NO_LIST else list_id
