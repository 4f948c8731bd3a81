"""What a notification says, outside of any page, in the words of the inbox."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from toktok.accounts.inbox import NoticeRow
from toktok.accounts.names import Names
from toktok.accounts.push.message import Message
from toktok.market.clock import now_at
from toktok.market.head import read_head
from toktok.pages.catalogue import Catalogue, load
from toktok.pages.formats import amount, short
from toktok.pages.inbox import href, says
from toktok.pages.local import local

MOST = 3
"""More than so many at once are told as one."""

_DAY = 86_400
_SOONEST = 60
_URGENT = ("outbid", "won")


def worded(
    names: Names, session: Session, language: str, notices: Sequence[NoticeRow]
) -> list[Message]:
    """A message for each notice, the first one last so that it is on top; or one for all."""
    text = load(language)
    if len(notices) > MOST:
        title = text("inbox.told.several", n=len(notices))
        return [Message(title, "", "/inbox", "inbox", _DAY)]
    now = now_at(read_head(session))
    return [_message(names, session, text, each, now) for each in reversed(notices)]


def _message(
    names: Names, session: Session, text: Catalogue, notice: NoticeRow, now: int
) -> Message:
    left = _DAY if notice.ends_at is None else notice.ends_at - now
    return Message(
        title=text(f"inbox.told.{notice.kind}"),
        body=_sentence(names, session, text, notice),
        href=href(notice),
        tag=_tag(notice),
        seconds=min(_DAY, max(_SOONEST, left)),
        urgent=notice.kind in _URGENT,
    )


def _sentence(names: Names, session: Session, text: Catalogue, notice: NoticeRow) -> str:
    formats, number = local(text.language), notice.moment
    who = "" if notice.account is None else names.of(session, notice.account).name
    unit = text("unit.tt")
    return text(
        f"inbox.says.{says(notice)}",
        who=who or (short(notice.account) if notice.account else ""),
        n=notice.count,
        creator=f"@{notice.handle}"
        if notice.handle
        else short(notice.token or notice.account or bytes(20)),
        moment=text("activity.moment_named", name=notice.moment_name)
        if notice.moment_name
        else text("activity.moment_number", n=number),
        sum="" if notice.amount is None else f"{formats.number(amount(notice.amount))} {unit}",
        tokens=""
        if notice.tokens is None
        else f"{formats.number(amount(notice.tokens))} {text('activity.tokens')}",
        time="" if notice.ends_at is None else formats.moment(notice.ends_at),
    )


def _tag(notice: NoticeRow) -> str:
    """Comments on a page, and followers, take the place of those before them."""
    if notice.kind == "comment":
        return f"comment-{notice.moment or notice.handle}"
    return notice.kind if notice.kind == "follow" else notice.id
