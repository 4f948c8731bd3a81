"""Whom a name is mistaken for: names are compared as they look at a glance, not as they are written."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from sqlmodel import Session

from toktok.accounts.errors import InvalidProfile
from toktok.market.handles import holders
from toktok.market.values import Address

with Path(__file__).with_name("likeness.toml").open("rb") as _file:
    _TOLD = tomllib.load(_file)


def _table(name: str) -> dict[int, str]:
    told: dict[str, str] = _TOLD[name]
    return {ord(sign): letter for letter, signs in told.items() for sign in signs}


# Rows of emoji that are letters in a circle or a square.
_ENCLOSED = {
    first + n: chr(ord("a") + n) for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)
}
_LETTERS = _table("letters") | _ENCLOSED
_SIGNS = _table("signs")
_AS_A_HANDLE = re.compile(r"^\W*@|(?<!\w)@\w")
_HUMPS = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_MOST_REMEMBERED = 100_000


def looks(text: str) -> frozenset[str]:
    """What `text` may be read as: small letters with nothing between them, with and without signs as letters.

    Nothing if it has no letter and no digit.
    """
    return frozenset(filter(None, (skeleton(text), skeleton(text.translate(_SIGNS)))))


@lru_cache(maxsize=_MOST_REMEMBERED)
def skeleton(text: str) -> str:
    """The letters of `text`, each as the one of the alphabet that it looks like (Unicode TS 39, the usual ones of it)."""
    plain = text
    # Capitals look like other letters than their small ones, which have marks or are look-alikes themselves.
    for _ in range(2):
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS)).translate(_LETTERS)
        plain = plain.casefold()
    read = "".join(each for each in plain if each.isalnum())
    return read.replace("rn", "m").replace("vv", "w")


def require_humble(name: str) -> None:
    """Refuse names of those who run the site, marks of verification and handles. Raises InvalidProfile."""
    if _AS_A_HANDLE.search(unicodedata.normalize("NFKC", name)):
        raise InvalidProfile("name: only handles of creators begin with @.", case="name_at")
    for sign in name:
        if sign in _TOLD["badges"]:
            raise InvalidProfile(
                f"name: {sign} looks like a mark of verification.", case="name_badge", sign=sign
            )
    word = _reserved(name)
    if word is not None:
        raise InvalidProfile(
            f"name: {word!r} is kept for who runs the site.", case="name_reserved", word=word
        )


def require_own(session: Session, account: Address, name: str) -> None:
    """Refuse what reads like the handle or the name of somebody else's token. Raises InvalidProfile."""
    read = looks(name)
    for held in holders(session):
        if held.creator != account and read & (looks(held.handle) | looks(held.name)):
            raise InvalidProfile(
                f"name: it would be mistaken for @{held.handle}.",
                case="name_taken",
                handle=held.handle,
            )


def _reserved(name: str) -> str | None:
    """The word of `name` that is not for everybody."""
    whole = looks(name)
    pieces = _BETWEEN_WORDS.split(_HUMPS.sub(" ", name))
    words = whole | {skeleton(piece) for piece in pieces}
    ours: list[str] = _TOLD["ours"]
    roles: list[str] = _TOLD["roles"]
    inside = (word for word in ours if any(skeleton(word) in each for each in whole))
    return next(inside, None) or next((word for word in roles if skeleton(word) in words), None)
