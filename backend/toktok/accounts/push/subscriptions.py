"""Browsers that asked to be told of news: who they are, and what they know already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from toktok.accounts.errors import TooMuchKept
from toktok.accounts.push.encoding import read
from toktok.accounts.push.errors import SubscriptionRefused
from toktok.accounts.push.sealing import point
from toktok.accounts.push.services import Reach
from toktok.accounts.sessions import DAY, Held, require_signed_in
from toktok.market.head import read_head
from toktok.market.values import Address
from toktok.store.tables import AppPushSubscription
from toktok.store.twins import table_of

MOST = 20
"""Browsers of one account."""

KEPT = 90 * DAY
"""Seconds after which a browser that has not been here again is told nothing more."""

REMEMBERED = 200

ALONE = (table_of(AppPushSubscription),)
"""Who ends a session has this table alone too, so one of the two sees what the other has done."""


@dataclass(frozen=True, slots=True)
class Subscribing:
    """What a browser says of itself: where it is reached, and by which keys (base64url)."""

    endpoint: str
    key: str
    secret: str
    language: str


def subscribe(
    session: Session, held: Held, said: Subscribing, reach: Reach, *, known: Sequence[str], now: int
) -> None:
    """Tell this browser of what comes from now on; `known` is what there is. Once is enough.

    A browser is told of one account: the last that asked. Raises SubscriptionRefused, NotSignedIn, TooMuchKept.
    """
    _require_sound(said, reach)
    require_signed_in(session, held)
    hashed = sha256(said.endpoint.encode()).digest()
    row = session.get(AppPushSubscription, hashed)
    if row is None or row.account != held.account:
        _require_room(session, held.account)
        # Blocks that come may be a little older than this moment.
        told, since = list(known), read_head(session).timestamp
    else:
        told, since = row.told, row.since
    forget_series(session, held.series, but=hashed)
    session.merge(
        AppPushSubscription(
            endpoint_hash=hashed, account=held.account, series=held.series, endpoint=said.endpoint,
            key=said.key, secret=said.secret, language=said.language, since=since,
            renewed_at=now, told=told,
        )
    )  # fmt: skip


def forget_series(session: Session, series: bytes, *, but: bytes = b"") -> None:
    """Tell the browser of that sign-in no more."""
    rows = delete(AppPushSubscription).where(col(AppPushSubscription.series) == series)
    session.execute(rows.where(col(AppPushSubscription.endpoint_hash) != but.ljust(32, b"\0")))


def forget_endpoint(session: Session, hashed: bytes) -> None:
    """Tell this browser no more: its service says that it is gone."""
    session.execute(
        delete(AppPushSubscription).where(col(AppPushSubscription.endpoint_hash) == hashed)
    )


def is_anybody_away(session: Session, *, now: int) -> bool:
    """Whether there are browsers that have not been here for `KEPT`."""
    away = select(AppPushSubscription.account).where(AppPushSubscription.renewed_at < now - KEPT)
    return session.exec(away.limit(1)).first() is not None


def forget_away(session: Session, *, now: int) -> None:
    """Tell those browsers no more."""
    away = col(AppPushSubscription.renewed_at) < now - KEPT
    session.execute(delete(AppPushSubscription).where(away))


def accounts_after(session: Session, account: Address, most: int) -> list[Address]:
    """The next accounts, by address, that have a browser to tell."""
    statement = select(AppPushSubscription.account).where(AppPushSubscription.account > account)
    return list(
        session.exec(statement.distinct().order_by(col(AppPushSubscription.account)).limit(most))
    )


def subscriptions_of(session: Session, account: Address) -> Sequence[AppPushSubscription]:
    """The browsers of an account."""
    return session.exec(
        select(AppPushSubscription).where(AppPushSubscription.account == account)
    ).all()


def is_there(session: Session, known: AppPushSubscription) -> bool:
    """Whether that browser still is to be told, and of the same account."""
    row = session.get(AppPushSubscription, known.endpoint_hash)
    return row is not None and row.account == known.account


def claim(session: Session, hashed: bytes, keys: Collection[str]) -> frozenset[str]:
    """Those of `keys` that nobody has told this browser of; from now on they count as told."""
    row = session.get(AppPushSubscription, hashed)
    if row is None:
        return frozenset()
    new = [key for key in keys if key not in row.told]
    row.told = [*new, *row.told][:REMEMBERED]
    session.add(row)
    return frozenset(new)


def _require_sound(said: Subscribing, reach: Reach) -> None:
    reach.require(said.endpoint)
    try:
        point(read(said.key))
        is_secret = len(read(said.secret)) == 16
    except ValueError:
        is_secret = False
    if not is_secret:
        raise SubscriptionRefused("The keys are not those of a browser's subscription.")


def _require_room(session: Session, account: Address) -> None:
    counted = select(func.count()).select_from(AppPushSubscription)
    if session.exec(counted.where(AppPushSubscription.account == account)).one() >= MOST:
        raise TooMuchKept("browsers", most=MOST)
