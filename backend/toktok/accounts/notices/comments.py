"""Comments under the account's name: of each page the newest, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, or_
from sqlmodel import Session, col, select

from toktok.accounts.blocks import hidden_from
from toktok.accounts.notices.inquiry import Inquiry
from toktok.accounts.notices.notice import Notice, Place, beside, number_up_to
from toktok.accounts.subjects import creator_subject, moment_subject
from toktok.market.values import Address
from toktok.store.tables import AppComment, AppHidden, CreatorAccount, MomentIncome

EXCERPT = 140
"""So many characters of what was said are told."""


def comments(session: Session, asked: Inquiry) -> list[Notice]:
    """The newest comment of others on the account's creator page and on each of its moments."""
    behind = session.get(CreatorAccount, asked.account)
    token = None if behind is None else behind.token
    heard = _heard(hidden_from(session, asked.account) | {asked.account})
    last = [
        number
        for statement in _newest(asked.account, token, heard)
        for number in session.exec(statement)
        if number is not None
    ]
    found = session.exec(
        select(AppComment).where(col(AppComment.id).in_(_told(session, asked, last)))
    )
    return asked.only(_notice(each, token) for each in found)


def comments_since(
    session: Session, notice: Notice, mark: Place, unheard: frozenset[Address], most: int
) -> int:
    """How many comments came to the page of `notice` after `mark`, up to `most`."""
    timestamp, block, log = mark
    is_after = col(AppComment.written_at) > timestamp
    if block == 0:
        # In the same second they are told apart by their numbers.
        beyond = col(AppComment.id) > number_up_to(log, "comment")
        is_after = or_(is_after, and_(col(AppComment.written_at) == timestamp, beyond))
    newer = select(AppComment.id).where(
        AppComment.subject == _subject(notice), AppComment.written_at >= timestamp, is_after,
        *_heard(unheard),
    )  # fmt: skip
    return session.exec(select(func.count()).select_from(newer.limit(most).subquery())).one()


def _told(session: Session, asked: Inquiry, last: list[int]) -> list[int]:
    """Those of `last` that can be among the wanted: the newest, on pages that are not hidden."""
    rows = session.exec(
        select(AppComment.written_at, AppComment.id, AppComment.subject).where(
            col(AppComment.id).in_(last)
        )
    ).all()
    pages = {subject for _, _, subject in rows}
    hidden = set(session.exec(select(AppHidden.subject).where(col(AppHidden.subject).in_(pages))))
    places = {
        beside(at, "comment", number or 0): number or 0
        for at, number, on in rows
        if on not in hidden
    }
    wanted = (each for each in places if asked.before is None or each < asked.before)
    return [places[each] for each in nlargest(asked.limit, wanted)]


def _newest(
    account: Address, token: Address | None, heard: tuple[ColumnElement[bool], ...]
) -> Iterator[Any]:
    """For each page of the account the number of its newest comment, or None."""
    of_moment = literal("moment:") + cast(MomentIncome.moment, String)
    on_moments = select(_last_on(of_moment, heard))
    yield on_moments.where(col(MomentIncome.token).is_(None), MomentIncome.creator == account)
    if token is not None:
        yield on_moments.where(MomentIncome.token == token)
        yield select(_last_on(literal(creator_subject(token)), heard))


def _last_on(subject: ColumnElement[str], heard: tuple[ColumnElement[bool], ...]) -> Any:
    newest = _newest_first(select(AppComment.id).where(AppComment.subject == subject, *heard))
    return newest.limit(1).scalar_subquery()


def _newest_first(statement: Any) -> Any:
    return statement.order_by(col(AppComment.written_at).desc(), col(AppComment.id).desc())


def _heard(unheard: frozenset[Address]) -> tuple[ColumnElement[bool], ...]:
    """Comments that can be seen, of others than these."""
    return col(AppComment.hidden_at).is_(None), col(AppComment.author).not_in(sorted(unheard))


def _notice(row: AppComment, token: Address | None) -> Notice:
    kind, _, name = row.subject.partition(":")
    return Notice(
        beside(row.written_at, "comment", row.id or 0),
        "comment",
        token=token if kind == "creator" else None,
        moment=int(name) if kind == "moment" else None,
        other=row.author,
        text=_beginning(row.body),
    )


def _beginning(body: str) -> str:
    """The first words, as many as fit."""
    if len(body) <= EXCERPT:
        return body
    whole, _, cut = body[:EXCERPT].rpartition(" ")
    return f"{(whole or cut).rstrip()}…"


def _subject(notice: Notice) -> str:
    if notice.moment is not None:
        return moment_subject(notice.moment)
    return creator_subject(notice.token or b"")
