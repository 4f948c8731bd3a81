"""What accounts say about themselves: name, a few sentences, links, a picture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from toktok.accounts.clock import written_now
from toktok.accounts.errors import InvalidProfile
from toktok.accounts.hidden import hidden_reason
from toktok.accounts.likeness import require_humble, require_own
from toktok.accounts.subjects import profile_subject
from toktok.accounts.wording import require_civil, worded
from toktok.market.values import Address
from toktok.store.tables import AppProfile

LONGEST_NAME = 40
LONGEST_BIO = 500
LONGEST_LINK = 200
MOST_LINKS = 5

PictureState = Literal["none", "waiting", "approved", "rejected"]
STATES: tuple[PictureState, ...] = get_args(PictureState)

_HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
# With the letters of other scripts that look like the x.
_LIKE_AN_ADDRESS = re.compile(r"0[x\u00d7\u03c7\u0445][0-9a-f]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile; `picture` is a CID. Nothing of it is shown where operators have hidden it (`hidden`).

    Only its owner is told of a picture that is not approved, and why it was rejected.
    """

    address: Address
    name: str
    bio: str
    links: tuple[str, ...]
    picture: str | None
    picture_state: PictureState
    picture_reason: str
    hidden: bool


def profile_of(session: Session, account: Address) -> ProfileRow:
    """What everybody sees; empty for an account that has said nothing."""
    if hidden_reason(session, profile_subject(account)) is not None:
        return _nothing(account, hidden=True)
    row = own_profile(session, account)
    if row.picture_state == "approved":
        return row
    return replace(row, picture=None, picture_state="none", picture_reason="")


def own_profile(session: Session, account: Address) -> ProfileRow:
    """What the account itself has written, whoever may see it."""
    row = session.get(AppProfile, account)
    hidden = hidden_reason(session, profile_subject(account)) is not None
    if row is None:
        return _nothing(account, hidden=hidden)
    state: PictureState = next(
        (each for each in STATES if row.picture and each == row.picture_state), "none"
    )
    return ProfileRow(
        address=account,
        name=row.name,
        bio=row.bio,
        links=tuple(row.links),
        picture=row.picture,
        picture_state=state,
        picture_reason=row.picture_reason,
        hidden=hidden,
    )


def set_profile(
    session: Session, account: Address, *, name: str, bio: str, links: Sequence[str]
) -> ProfileRow:
    """Say it anew, the picture stays. Raises InvalidProfile, TextRefused.

    A name is one's own once it was taken: a handle that is launched later does not take it away.
    """
    row, clean = _row(session, account), _line(name)
    if clean != row.name:
        require_own(session, account, clean)
    row.name = clean
    row.bio = worded(bio, most=LONGEST_BIO) if bio.strip() else ""
    require_civil(row.bio)
    row.links = _links(links)
    session.add(row)
    session.flush()
    return own_profile(session, account)


def set_picture(session: Session, account: Address, picture: str | None) -> str | None:
    """Ask for this file to be shown, or for none; the CID of the one before if nobody has it any more.

    What was decided about a picture holds when the same one comes again.
    """
    row = _row(session, account)
    before, row.picture = row.picture, picture
    if before != picture:
        row.picture_state, row.picture_reason, row.picture_at = "waiting", "", row.changed_at
    session.add(row)
    session.flush()
    return None if before == picture else unused(session, before)


def unused(session: Session, picture: str | None) -> str | None:
    """The picture, if no profile shows it."""
    if picture is None:
        return None
    shown = select(AppProfile.account).where(col(AppProfile.picture) == picture).limit(1)
    return picture if session.exec(shown).first() is None else None


def _nothing(account: Address, *, hidden: bool) -> ProfileRow:
    return ProfileRow(account, "", "", (), None, "none", "", hidden)


def _row(session: Session, account: Address) -> AppProfile:
    row = session.get(AppProfile, account)
    if row is None:
        row = AppProfile(account=account, name="", bio="", links=[], changed_at=0)
    row.changed_at = written_now(session)
    return row


def _line(name: str) -> str:
    if not name.strip():
        return ""
    if "\n" in name.strip():
        raise InvalidProfile("name: a name is one line.", case="name_lines")
    clean = worded(name, most=LONGEST_NAME)
    if _LIKE_AN_ADDRESS.match(unicodedata.normalize("NFKC", clean)):
        raise InvalidProfile(
            "name: a name that looks like an address is mistaken for one.", case="name_address"
        )
    require_humble(clean)
    require_civil(clean)
    return clean


def _links(links: Sequence[str]) -> list[str]:
    given = [each.strip() for each in links if each.strip()]
    if len(given) > MOST_LINKS:
        raise InvalidProfile(
            f"links: at most {MOST_LINKS} are shown.", case="links", most=MOST_LINKS
        )
    for each in given:
        if not _is_plain(each):
            raise InvalidProfile(
                f"links: {each[:80]!r} is no plain https:// address.", case="link", link=each[:80]
            )
    return list(dict.fromkeys(given))


def _is_plain(link: str) -> bool:
    """Whether a link leads where it seems to: https, a host name, no name or password before it."""
    if (
        len(link) > LONGEST_LINK
        or not link.isascii()
        or re.search(r"[\s\"'<>\\^`{|}\x00-\x20\x7f]", link)
    ):
        return False
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return False
    return (
        parts.scheme == "https"
        and "@" not in parts.netloc
        and port in (None, 443)
        and _HOST.fullmatch((parts.hostname or "").lower()) is not None
    )
