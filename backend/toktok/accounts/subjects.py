"""What can be liked, commented on, reported and hidden: creators, moments, comments, profiles and their pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from toktok.accounts.social_errors import UnknownSubject
from toktok.market.creators import find_creator
from toktok.market.errors import UnknownCreator
from toktok.market.values import Address
from toktok.media.cid import is_cid
from toktok.moments.authors import authors_of
from toktok.store.tables import AppComment, AppProfile, Creator, Moment, MomentIncome

Kind = Literal["creator", "moment", "comment", "profile", "picture"]

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
_KEY = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject there is, under the one name it has here.

    `owner` is whose it is now, `token` the creator's token if it has one. `credited` has the likes of it: itself
    if it is a creator.
    """

    kind: Kind
    name: str
    owner: Address
    token: Address | None
    credited: str | None


def creator_subject(token: Address) -> str:
    """The name of a creator as a subject."""
    return f"creator:0x{token.hex()}"


def moment_subject(moment: int) -> str:
    """The name of a moment as a subject."""
    return f"moment:{moment}"


def account_tally(account: Address) -> str:
    """Where likes of the moments of an account without a token, and its followers, are counted."""
    return f"account:0x{account.hex()}"


def profile_subject(account: Address) -> str:
    """The name of an account's profile as a subject."""
    return f"profile:0x{account.hex()}"


def picture_subject(picture: str) -> str:
    """The name of a profile's picture as a subject, whoever has it."""
    return f"picture:{picture}"


def comment_subject(key: bytes) -> str:
    """The name of a comment as a subject."""
    return f"comment:{key.hex()}"


def find_subject(session: Session, text: str) -> Subject:
    """The creator (by token or handle) or moment that `text` names. Raises UnknownSubject."""
    kind, _, name = text.partition(":")
    if kind == "creator":
        return _creator(session, name, text)
    if kind == "moment" and _NUMBER.fullmatch(name):
        return _moment(session, int(name), text)
    raise UnknownSubject(text)


def find_reportable(session: Session, text: str) -> Subject:
    """The same, and comments, profiles and their pictures. Raises UnknownSubject."""
    kind, _, name = text.partition(":")
    if kind == "comment" and _KEY.fullmatch(name):
        comment = comment_at(session, bytes.fromhex(name))
        if comment is None:
            raise UnknownSubject(text)
        return Subject("comment", text, comment.author, None, None)
    if kind == "profile" and _ADDRESS.fullmatch(name):
        account = bytes.fromhex(name[2:])
        return Subject("profile", profile_subject(account), account, None, None)
    if kind == "picture" and is_cid(name):
        return Subject("picture", text, _first_with(session, name, text), None, None)
    return find_subject(session, text)


def owners_of(session: Session, subjects: Iterable[str]) -> dict[str, Address]:
    """Whose each of these creators, moments and accounts is; without those that are gone."""
    named = [(name, *name.split(":", 1)) for name in subjects]
    tokens = {name: bytes.fromhex(rest[2:]) for name, kind, rest in named if kind == "creator"}
    numbers = {name: int(rest) for name, kind, rest in named if kind == "moment"}
    behind = dict(
        session.exec(
            select(Creator.token, Creator.creator).where(col(Creator.token).in_(tokens.values()))
        ).all()
    )
    moments = session.exec(select(Moment).where(col(Moment.moment).in_(numbers.values()))).all()
    authors = authors_of(session, moments)
    return {
        **{name: bytes.fromhex(rest[2:]) for name, kind, rest in named if kind == "account"},
        **{name: behind[token] for name, token in tokens.items() if token in behind},
        **{name: authors[n].account for name, n in numbers.items() if n in authors},
    }


def comment_at(session: Session, key: bytes) -> AppComment | None:
    """The comment of that key."""
    return session.exec(select(AppComment).where(AppComment.key == key)).first()


def _creator(session: Session, name: str, text: str) -> Subject:
    try:
        found = find_creator(session, name)
    except UnknownCreator:
        raise UnknownSubject(text) from None
    subject = creator_subject(found.token)
    return Subject("creator", subject, found.creator, found.token, subject)


def _first_with(session: Session, picture: str, text: str) -> Address:
    """Whose picture it is, of one of those who have it."""
    having = select(AppProfile.account).where(col(AppProfile.picture) == picture)
    account = session.exec(having.order_by(col(AppProfile.account)).limit(1)).first()
    if account is None:
        raise UnknownSubject(text)
    return account


def _moment(session: Session, number: int, text: str) -> Subject:
    moment = session.get(Moment, number)
    if moment is None:
        raise UnknownSubject(text)
    author = authors_of(session, [moment])[number]
    bound = session.exec(
        select(MomentIncome.token).where(col(MomentIncome.moment) == number)
    ).first()
    credited = account_tally(moment.creator) if bound is None else creator_subject(bound)
    return Subject("moment", moment_subject(number), author.account, author.token, credited)
