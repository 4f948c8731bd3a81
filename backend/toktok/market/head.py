"""The block the index stands at; its timestamp is "now" for every figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from toktok.market.state import read_state
from toktok.market.values import Hash
from toktok.store.tables import Block


@dataclass(frozen=True, slots=True)
class Head:
    """The last indexed block."""

    number: int
    hash: Hash
    timestamp: int


NOWHERE = Head(number=-1, hash=bytes(32), timestamp=0)
"""Where an index stands that has not taken its first block."""


def read_head(session: Session) -> Head:
    """The last indexed block, or NOWHERE."""
    state = read_state(session)
    return NOWHERE if state is None else Head(state.number, state.hash, state.timestamp)


def read_floor(session: Session) -> int:
    """The lowest block that may still be rewritten: so far back rows can be put back."""
    state = read_state(session)
    return NOWHERE.number if state is None else state.floor


def block_hash(session: Session, number: int) -> Hash | None:
    """The hash of a block; None if it is not kept."""
    return block_hashes(session, (number,)).get(number)


def block_hashes(session: Session, numbers: Iterable[int]) -> dict[int, Hash]:
    """The hashes of those of the blocks that are kept: all with events, all not yet final."""
    wanted = select(Block.number, Block.hash).where(col(Block.number).in_(set(numbers)))
    return dict(session.exec(wanted).all())


def stands(session: Session, block: Head, head: Head) -> bool:
    """Whether `block`, once indexed, is still part of the chain that ends at `head`.

    Only blocks that can still be rewritten are kept, so a block that is not there is final.
    """
    if block.number > head.number:
        return False
    kept = block_hash(session, block.number)
    return kept is None or kept == block.hash
