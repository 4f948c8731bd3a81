"""What a reading session is asked again and again: it sees one state, so the database is asked once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from sqlmodel import Session

_T = TypeVar("_T")
_KEY = "once"


def remembering() -> dict[str, Any]:
    """What a session that sees one state is made with, so that it remembers."""
    return {_KEY: {}}


def once(read: Callable[[Session], _T]) -> Callable[[Session], _T]:
    """A question whose answer a reading session remembers; one that writes sees what it has done, and asks anew."""

    @wraps(read)
    def ask(session: Session) -> _T:
        known = session.info.get(_KEY)
        if known is None:
            return read(session)
        if read not in known:
            known[read] = read(session)
        found: _T = known[read]
        return found

    return ask
