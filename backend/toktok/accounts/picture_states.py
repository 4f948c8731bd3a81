"""Pictures of profiles wait until an operator has looked at them, and can be taken down later.

A picture is decided about by its CID: whoever has it, and never another one that has taken its place meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, literal_column, tuple_
from sqlmodel import Session, col, select

from toktok.accounts.clock import written_now
from toktok.accounts.hidden import hidden_reason
from toktok.accounts.subjects import profile_subject
from toktok.config import Settings
from toktok.market.creators import deployment
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.store.tables import AppProfile

Audience = Literal["everybody", "reader", "nobody"]

_KEY = (63, 160)
#: Written out, as the index is made for these words.
_WAITS = (
    col(AppProfile.picture).is_not(None),
    col(AppProfile.picture_state) == literal_column("'waiting'"),
)


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture that waits, whose it is, and since when."""

    account: Address
    picture: str
    handed_in_at: int


def waiting_pictures(
    session: Session, *, limit: int = 24, cursor: str | None = None
) -> Page[PictureRow]:
    """Pictures nobody has decided about, the oldest first. Raises ForeignCursor."""
    listing = Listing(("pictures", deployment(session)))
    place = (col(AppProfile.picture_at), col(AppProfile.account))
    statement = select(AppProfile).where(*_WAITS)
    if cursor is not None:
        since, account = listing.key(cursor, _KEY)
        statement = statement.where(tuple_(*place) > tuple_(since, account.to_bytes(20)))
    found = session.exec(statement.order_by(*place).limit(limit + 1)).all()
    rows = tuple(PictureRow(each.account, each.picture or "", each.picture_at) for each in found)
    if len(found) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    key = (last.handed_in_at, int.from_bytes(last.account))
    return Page(rows[:limit], listing.cursor(key))


def count_pictures(session: Session) -> int:
    """How many wait."""
    return session.exec(select(func.count()).select_from(AppProfile).where(*_WAITS)).one()


def with_picture(session: Session, picture: str) -> Sequence[AppProfile]:
    """The profiles that have it."""
    return session.exec(
        select(AppProfile)
        .where(col(AppProfile.picture) == picture)
        .order_by(col(AppProfile.account))
    ).all()


def having_picture(session: Session, picture: str) -> list[Address]:
    """Whose it is."""
    return [each.account for each in with_picture(session, picture)]


def set_state(
    session: Session, picture: str, state: Literal["approved", "rejected"], reason: str
) -> bool:
    """Decide about a picture, whoever has it; whether that changed anything."""
    found = [each for each in with_picture(session, picture) if each.picture_state != state]
    for each in found:
        each.picture_state, each.picture_reason = state, reason
        each.picture_at = written_now(session)
        session.add(each)
    session.flush()
    return bool(found)


def audience_of(
    session: Session, settings: Settings, reader: Address | None, picture: str
) -> Audience:
    """Who gets the file: everybody once it is approved, else only who has it and operators."""
    found = with_picture(session, picture)
    if any(_is_public(session, each) for each in found):
        return "everybody"
    if settings.is_operator(reader) or reader in {each.account for each in found}:
        return "reader"
    return "nobody"


def _is_public(session: Session, profile: AppProfile) -> bool:
    hidden = hidden_reason(session, profile_subject(profile.account)) is not None
    return profile.picture_state == "approved" and not hidden
