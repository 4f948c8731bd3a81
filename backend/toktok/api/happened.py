"""What happened on the chain, as messages."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from toktok.api.messages import (
    EVERYTHING,
    Filter,
    Message,
    activity_message,
    head_message,
    reorg_message,
)
from toktok.api.places import END_OF_BLOCK
from toktok.market.activity import activity_after
from toktok.market.head import Head, block_hashes, stands
from toktok.market.values import EventId

_PAGE = 500
_TRAIL = 256


@dataclass(frozen=True, slots=True)
class Blocks:
    """The heads that have been told, the last at the end; begins with the first one that comes."""

    trail: tuple[Head, ...] = ()

    def read(self, session: Session, head: Head) -> tuple[list[Message], Blocks]:
        """What has happened up to `head` since, and instead of what; and the heads told with that."""
        if self.trail and head.hash == self.trail[-1].hash:
            return [], self
        standing = self._standing(session, head)
        messages: list[Message] = []
        if len(standing) < len(self.trail):
            messages.append(_rewound(standing))
        if standing:
            messages += _happened(session, standing[-1], head)
        return [*messages, head_message(head)], Blocks((*standing, head)[-_TRAIL:])

    def _standing(self, session: Session, head: Head) -> tuple[Head, ...]:
        """Those that are still part of the chain that ends at `head`."""
        trail = self.trail
        while trail and not stands(session, trail[-1], head):
            trail = trail[:-1]
        return trail


def _rewound(standing: tuple[Head, ...]) -> Message:
    """What came after `standing` is no more.

    Further back than we remember, everything has to be read anew: the reorg is to block -1.
    """
    if not standing:
        return reorg_message(-1)
    return reorg_message(standing[-1].number, standing[-1].hash)


def _happened(session: Session, after: Head, head: Head) -> list[Message]:
    """Everything between two heads."""
    messages: list[Message] = []
    event: EventId | None = (after.number, END_OF_BLOCK)
    while event is not None:
        more, event = after_event(session, event=event, up_to=head.number, wanted=EVERYTHING)
        messages += more
    return messages


def after_event(
    session: Session, *, event: EventId, up_to: int, wanted: Filter
) -> tuple[list[Message], EventId | None]:
    """Some of what happened after `event`, and where to go on if there is more."""
    rows = activity_after(
        session, event, limit=_PAGE, up_to=up_to, token=wanted.token, account=wanted.account
    )
    hashes = block_hashes(session, {row.block for row in rows})
    messages = [activity_message(row, hashes.get(row.block)) for row in rows]
    return messages, rows[-1].id if len(rows) == _PAGE else None
