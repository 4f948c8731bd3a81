"""Names and pictures of accounts, wherever a page mentions one: looked up once, remembered for moments."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from sqlmodel import Session

from toktok.accounts.profiles import profile_of
from toktok.market.values import Address

#: So long another process may go on showing what was changed here.
SECONDS = 5
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Named:
    """How an account wants to be called; `picture` is a CID."""

    name: str
    picture: str | None


NOBODY = Named("", None)


class Names:
    """The names asked for last."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._known: OrderedDict[Address, tuple[Named, float]] = OrderedDict()

    def of(self, session: Session, account: Address) -> Named:
        """How an account is called; NOBODY's name if it has not said."""
        now = self._clock()
        with self._lock:
            found, until = self._known.get(account, (NOBODY, now))
        if until > now:
            return found
        profile = profile_of(session, account)
        named = Named(profile.name, profile.picture) if profile.name or profile.picture else NOBODY
        with self._lock:
            self._known[account] = (named, now + SECONDS)
            self._known.move_to_end(account)
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return named

    def forget(self, account: Address) -> None:
        """What it is called has changed."""
        with self._lock:
            self._known.pop(account, None)
