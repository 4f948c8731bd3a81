"""What people like and say, as messages: which subject has changed, not how."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from toktok.accounts.subjects import owners_of
from toktok.accounts.tallies import changed_since, last_change
from toktok.api.messages import Message, social_message

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Changes:
    """How far the numbers of changes have been told; begins with the first one that comes."""

    told: int | None = None

    def read(self, session: Session) -> tuple[list[Message], Changes]:
        """A message for every subject that has changed since, the oldest change first, and how far that tells."""
        if self.told is None:
            return [], Changes(last_change(session))
        changed = changed_since(session, self.told, limit=_PAGE)
        if not changed:
            return [], self
        owners = owners_of(session, (each.subject for each in changed))
        messages = [social_message(each.subject, owners.get(each.subject)) for each in changed]
        return messages, Changes(changed[-1].changed)
