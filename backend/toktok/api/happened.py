"""What happened on the chain, as messages."""

from __future__ import annotations

from collections import deque

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


class Blocks:
    """Follows the chain; begins with the first head it sees."""

    def __init__(self) -> None:
        self._trail: deque[Head] = deque(maxlen=_TRAIL)

    def read(self, session: Session, head: Head) -> list[Message]:
        """What has happened up to `head` since the last time, and instead of what."""
        messages: list[Message] = []
        if self._trail:
            if head.hash == self._trail[-1].hash:
                return []
            messages += self._rewind(session, head)
        if self._trail:
            messages += _happened(session, self._trail[-1], head)
        self._trail.append(head)
        return [*messages, head_message(head)]

    def _rewind(self, session: Session, head: Head) -> list[Message]:
        """Forget the blocks that are no more; say so if there were any.

        Further back than we remember, everything has to be read anew: the reorg is to block -1.
        """
        before = len(self._trail)
        while self._trail and not stands(session, self._trail[-1], head):
            self._trail.pop()
        if len(self._trail) == before:
            return []
        if not self._trail:
            return [reorg_message(-1)]
        return [reorg_message(self._trail[-1].number, self._trail[-1].hash)]


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
