"""Who is signed in: opaque tokens, of which only a hash is kept, replaced while they are in use.

Times are the server's own: a session has nothing to do with the chain and its clock.
"""

from __future__ import annotations

import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete
from sqlmodel import Session, col, select

from toktok.accounts.errors import NotSignedIn
from toktok.config import Settings
from toktok.market.values import Address
from toktok.store.engine import Store
from toktok.store.tables import AppPushSubscription, AppSession
from toktok.store.twins import table_of

HOUR = 3_600
DAY = 24 * HOUR

#: Nobody stays signed in longer than this without signing again, or longer than that without coming back.
LONGEST = 30 * DAY
IDLE = 7 * DAY
#: After so long in use a token is replaced; the old one answers requests that were under way.
RENEWED_AFTER = HOUR
GRACE = 60

_AGENT_LENGTH = 160

ENDING = (table_of(AppSession), table_of(AppPushSubscription))
"""Tables of which who ends a session is to be the only one to write."""


@dataclass(frozen=True, slots=True)
class Held:
    """A session that is good now; `due` says that its token should be replaced."""

    account: Address
    series: bytes
    signed_in_at: int
    expires_at: int
    due: bool

    @property
    def csrf_token(self) -> str:
        """What pages send along with each change; the same for all tokens of a sign-in."""
        return _written(sha256(b"csrf" + self.series).digest())


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token, said this once, and the session it stands for."""

    token: str
    held: Held


@dataclass(frozen=True, slots=True)
class Browser:
    """Where an account is signed in: since when, when last seen, and with which browser."""

    signed_in_at: int
    seen_at: int
    expires_at: int
    agent: str
    current: bool


class Sessions:
    """Opens, finds, renews and ends sessions."""

    def __init__(self, store: Store, *, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self.clock = clock

    @property
    def now(self) -> int:
        """The server's time in Unix seconds."""
        return int(self.clock())

    def open(self, account: Address, *, agent: str, before: str | None) -> Issued:
        """Sign `account` in with a new token; the one the browser had `before` is good no more."""
        with self._store.write(alone=ENDING) as session:
            session.execute(delete(AppSession).where(col(AppSession.expires_at) <= self.now))
            if before is not None:
                self._end(session, before)
            series = secrets.token_bytes(32)
            row = AppSession(
                token_hash=bytes(32), account=account, series=series, signed_in_at=self.now,
                issued_at=self.now, expires_at=self.now + IDLE, agent=agent[:_AGENT_LENGTH],
            )  # fmt: skip
            return self._issue(session, row)

    def find(self, session: Session, token: str | None) -> Held | None:
        """The session a token stands for; None if there is none, or it is over."""
        row = None if token is None else session.get(AppSession, _hash(token))
        return None if row is None or row.expires_at <= self.now else self._held(row)

    def renew(self, token: str) -> Issued | None:
        """A new token for one that is due; None if it is not, or another request was faster."""
        with self._store.write(alone=[table_of(AppSession)]) as session:
            row = session.get(AppSession, _hash(token))
            if row is None or row.expires_at <= self.now or not self._held(row).due:
                return None
            fresh = row.model_copy(
                update={
                    "issued_at": self.now,
                    "expires_at": min(self.now + IDLE, row.signed_in_at + LONGEST),
                }
            )
            row.expires_at = min(row.expires_at, self.now + GRACE)
            session.add(row)
            return self._issue(session, AppSession(**fresh.model_dump()))

    def end(self, token: str) -> None:
        """Sign out: neither this token is good any more nor one that it replaced, and no news comes here."""
        with self._store.write(alone=ENDING) as session:
            self._end(session, token)

    def end_all(self, account: Address) -> None:
        """Sign an account out everywhere."""
        with self._store.write(alone=ENDING) as session:
            for model in (AppSession, AppPushSubscription):
                session.execute(delete(model).where(col(model.account) == account))

    def browsers(self, session: Session, account: Address, held: Held) -> tuple[Browser, ...]:
        """Where an account is signed in, the last seen first."""
        found = session.exec(
            select(AppSession)
            .where(AppSession.account == account, AppSession.expires_at > self.now)
            .order_by(col(AppSession.expires_at).desc())
        ).all()
        newest = {row.series: row for row in sorted(found, key=lambda row: row.issued_at)}
        rows = sorted(newest.values(), key=lambda row: row.issued_at, reverse=True)
        return tuple(
            Browser(
                row.signed_in_at,
                row.issued_at,
                row.expires_at,
                row.agent,
                row.series == held.series,
            )
            for row in rows
        )

    def _end(self, session: Session, token: str) -> None:
        row = session.get(AppSession, _hash(token))
        if row is not None:
            for model in (AppSession, AppPushSubscription):
                session.execute(delete(model).where(col(model.series) == row.series))

    def _issue(self, session: Session, row: AppSession) -> Issued:
        token = _written(secrets.token_bytes(32))
        row.token_hash = _hash(token)
        session.add(row)
        session.flush()
        return Issued(token, self._held(row))

    def _held(self, row: AppSession) -> Held:
        # A token that was replaced has no time left to be due again.
        left = row.expires_at - self.now
        due = self.now - row.issued_at >= RENEWED_AFTER and left > GRACE
        return Held(row.account, row.series, row.signed_in_at, row.expires_at, due)


def require_signed_in(session: Session, held: Held) -> None:
    """For what is kept as long as a sign-in: nobody has ended that since. Raises NotSignedIn."""
    of_series = select(AppSession.series).where(AppSession.series == held.series)
    if session.exec(of_series.limit(1)).first() is None:
        raise NotSignedIn


def cookie_name(*, secure: bool) -> str:
    """What the cookie is called: browsers take the longer name only from this host and over TLS."""
    return "__Host-toktok" if secure else "toktok"


def token_in(cookies: Mapping[str, str], settings: Settings, *, scheme: str) -> str | None:
    """The token a browser sent, if it sent one."""
    return cookies.get(cookie_name(secure=is_secure(settings, scheme)))


def is_secure(settings: Settings, scheme: str) -> bool:
    """Whether browsers come over TLS, here or as far as a proxy in front."""
    return (
        scheme == "https"
        if settings.public_url is None
        else settings.public_url.startswith("https:")
    )


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _written(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")
