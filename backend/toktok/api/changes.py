"""What people like and say, as messages: which subject has changed, not how."""

from __future__ import annotations

from sqlmodel import Session

from toktok.accounts.subjects import owners_of
from toktok.accounts.tallies import changed_since, last_change
from toktok.api.messages import Message, social_message

_PAGE = 200


class Changes:
    """Follows the numbers of changes; begins with the first one it does not know."""

    def __init__(self) -> None:
        self._told: int | None = None

    def read(self, session: Session) -> list[Message]:
        """A message for every subject that has changed since the last time, the oldest change first."""
        if self._told is None:
            self._told = last_change(session)
            return []
        changed = changed_since(session, self._told, limit=_PAGE)
        if changed:
            self._told = changed[-1].changed
        owners = owners_of(session, (each.subject for each in changed))
        return [social_message(each.subject, owners.get(each.subject)) for each in changed]
