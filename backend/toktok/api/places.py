"""Places in the stream of events: what a listener has seen, and whether that still stands.

The id of an event says where it happened and in which block: "block-log@hash", "block@hash" for all
of a block; of the hash, the first four bytes. So a listener that was away during a reorganisation
is told, also where the new branch has an event with the same number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlmodel import Session

from toktok.errors import InvalidInputError
from toktok.market.head import Head, block_hash, read_floor, read_head
from toktok.market.values import EventId, Hash

END_OF_BLOCK = 2**31 - 1
"""A log index after every real one."""

_MARK_BYTES = 4
_WRITTEN = re.compile(r"([0-9]{1,18})(?:-([0-9]{1,9}))?(?:@([0-9a-f]{8}))?")


class InvalidEventId(InvalidInputError):
    """What should be the id of an event is none."""

    title = "Invalid event id"
    remedy = "Send the id of the last event you saw, or none to begin now."


@dataclass(frozen=True, slots=True)
class Place:
    """The last thing a listener has seen; `mark` begins the hash of its block, if it was said."""

    event: EventId
    mark: bytes | None = None


@dataclass(frozen=True, slots=True)
class Resumption:
    """Where a stream goes on.

    What happened after `since` was missed (None: all of it is to be read anew). Blocks after `reorg_to`
    are not what the listener saw (None: they are).
    """

    since: EventId | None
    reorg_to: int | None = None


def place_id(block: int, log: int | None, block_hash: Hash | None) -> str:
    """How a place is written; empty before the first block, which asks a browser to forget."""
    if block < 0:
        return ""
    where = str(block) if log is None else f"{block}-{log}"
    return where if block_hash is None else f"{where}@{block_hash[:_MARK_BYTES].hex()}"


def parse_place(text: str | None) -> Place | None:
    """The place in `text`; "block" alone is the end of that block. Raises InvalidEventId."""
    if not text:
        return None
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise InvalidEventId(f"{text[:40]!r} is not the id of an event.")
    block, log, mark = found.groups()
    event = (int(block), END_OF_BLOCK if log is None else int(log))
    return Place(event, None if mark is None else bytes.fromhex(mark))


def is_at(place: Place, head: Head) -> bool:
    """Whether who has seen `place` has missed nothing up to `head`."""
    return place.event == (head.number, END_OF_BLOCK) and head.hash.startswith(place.mark or b"")


def resume(session: Session, place: Place) -> Resumption:
    """How to go on after `place`.

    A place that is no more may have left the chain anywhere above the lowest block that can still be
    rewritten, so the listener is told again from there; below that, it was on another chain.
    """
    if _stands(session, place, read_head(session)):
        return Resumption(place.event)
    floor = read_floor(session)
    if place.event[0] <= floor:
        return Resumption(None, reorg_to=-1)
    return Resumption((floor, END_OF_BLOCK), reorg_to=floor)


def _stands(session: Session, place: Place, head: Head) -> bool:
    """Whether the block is still there; one that is not kept is final."""
    number = place.event[0]
    if number > head.number:
        return False
    kept = block_hash(session, number)
    return kept is None or place.mark is None or kept.startswith(place.mark)
