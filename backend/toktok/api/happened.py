"""What happened on the chain, as messages."""

from __future__ import annotations

from sqlmodel import Session

from toktok.api.messages import Filter, Message, activity_message
from toktok.api.places import END_OF_BLOCK
from toktok.market.activity import activity_after
from toktok.market.head import Head, block_hashes
from toktok.market.values import EventId

_PAGE = 500


def happened(session: Session, after: Head, head: Head) -> list[Message]:
    """Everything that happened between two heads."""
    messages: list[Message] = []
    event: EventId | None = (after.number, END_OF_BLOCK)
    while event is not None:
        more, event = after_event(session, event=event, up_to=head.number, wanted=Filter())
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
