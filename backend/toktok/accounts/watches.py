"""Creators somebody keeps an eye on: a list of one's own, that nobody else sees."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from toktok.accounts.clock import written_now
from toktok.accounts.errors import TooMuchKept
from toktok.market.creators import creators_of, find_creator
from toktok.market.rows import CreatorRow
from toktok.market.values import Address, Page
from toktok.store.tables import AppWatch, Creator

MOST = 200


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A creator on somebody's list."""

    token: Address
    handle: str
    name: str
    symbol: str
    since: int


def watch(session: Session, account: Address, creator: str) -> None:
    """Put a creator (handle or token) on the list; once is enough. Raises UnknownCreator, TooMuchKept."""
    token = find_creator(session, creator).token
    if session.get(AppWatch, (account, token)) is not None:
        return
    counted = select(func.count()).select_from(AppWatch).where(AppWatch.account == account)
    if session.exec(counted).one() >= MOST:
        raise TooMuchKept("watches", most=MOST)
    session.add(AppWatch(account=account, token=token, since=written_now(session)))


def unwatch(session: Session, account: Address, creator: str) -> None:
    """Take a creator off the list. Raises UnknownCreator."""
    known = session.get(AppWatch, (account, find_creator(session, creator).token))
    if known is not None:
        session.delete(known)


def watched(session: Session, account: Address) -> frozenset[Address]:
    """The tokens on the list."""
    return frozenset(session.exec(select(AppWatch.token).where(AppWatch.account == account)))


def is_watching(session: Session, account: Address | None, token: Address) -> bool:
    """Whether the token is on the list of `account`."""
    return account is not None and session.get(AppWatch, (account, token)) is not None


def watched_creators(session: Session, account: Address, query: str = "") -> Page[CreatorRow]:
    """Those on the list that trade, as the market shows them, the greatest reserve first."""
    wanted = query.lower()
    rows = [
        row
        for row in creators_of(session, list(watched(session, account)))
        if row.status == "trading" and any(wanted in text.lower() for text in _names(row))
    ]
    return Page(tuple(sorted(rows, key=lambda row: -row.reserve)), None)


def list_watches(session: Session, account: Address) -> tuple[WatchRow, ...]:
    """The whole list, by handle; it has an end."""
    found = session.exec(
        select(Creator, AppWatch.since)
        .join(AppWatch, col(Creator.token) == col(AppWatch.token))
        .where(AppWatch.account == account)
    )
    rows = (
        WatchRow(each.token, each.handle, each.name, each.symbol, since) for each, since in found
    )
    return tuple(sorted(rows, key=lambda row: row.handle))


def _names(row: CreatorRow) -> tuple[str, str, str]:
    return row.handle, row.name, row.symbol
