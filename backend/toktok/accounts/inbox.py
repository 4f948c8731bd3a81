"""An account's inbox: what it is told of, the last first, and how far it has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from toktok.accounts.notices.inquiry import Inquiry
from toktok.accounts.notices.notice import Kind, Notice, Place
from toktok.accounts.notices.sources import SOURCES, told_together
from toktok.market.activity import handles_of
from toktok.market.creators import deployment
from toktok.market.head import read_head
from toktok.market.paging import Listing
from toktok.market.values import Address, Wei
from toktok.moments.names import names_of
from toktok.moments.venue import Venue
from toktok.payouts.payouts import payouts
from toktok.store.tables import InboxMark
from toktok.store.twins import table_of

COUNTED = 99
"""So many unread notices are counted; a hundred are as good as more."""

WORTH_TELLING = 10 * 10**18
"""TT wei from which what one could claim is mentioned: below that, the transaction may cost more."""

_BITS = (63, 63, 63)

ALONE = (table_of(InboxMark),)
"""Who writes how far somebody has read is the only one to."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something an account is told of. `id` is its place: notices with a smaller one came before it.

    `account` is whom it is about, `handle` the creator's whose launch ended, whose subscription ends or whose page
    was commented on, or whose tokens came. `count`: comments or followers it stands for; `text`: what the newest of them says.
    """

    id: str
    kind: Kind
    timestamp: int
    unread: bool
    token: Address | None
    handle: str | None
    moment: int | None
    moment_name: str | None
    token_id: int | None
    account: Address | None
    amount: Wei | None
    tokens: Wei | None
    ends_at: int | None
    text: str | None
    count: int


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A page of an inbox. `claimable` is what could be claimed now if that is worth telling, else 0."""

    items: tuple[NoticeRow, ...]
    next_cursor: str | None
    unread: int
    claimable: Wei


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """How many notices are unread, up to `COUNTED`, and the newest of them."""

    unread: int
    newest: NoticeRow | None


def inbox(
    session: Session,
    venue: Venue,
    account: Address,
    *,
    limit: int = 30,
    cursor: str | None = None,
) -> InboxRow:
    """What `account` is told of. Raises ForeignCursor."""
    listing = Listing(("inbox", account, deployment(session)))
    before = None
    if cursor is not None:
        timestamp, block, log = listing.key(cursor, _BITS)
        before = (timestamp, block, log)
    found = _told(session, venue, account, before=before, limit=limit + 1)
    shown = found[:limit]
    owed = payouts(session, account).owed
    return InboxRow(
        items=tuple(rows_of(session, venue, account, shown)),
        next_cursor=listing.cursor(shown[-1].place) if len(found) > limit else None,
        unread=unread(session, venue, account).unread,
        claimable=owed if owed >= WORTH_TELLING else 0,
    )


def unread(session: Session, venue: Venue, account: Address) -> UnreadRow:
    """How many notices came after the last one `account` has read."""
    mark = _mark(session, account)
    told = latest(session, venue, account, limit=COUNTED)
    fresh = [each for each in told if each.place > mark]
    newest = rows_of(session, venue, account, fresh[:1])
    return UnreadRow(len(fresh), newest[0] if newest else None)


def read_up_to(session: Session, account: Address, place: Place) -> None:
    """Everything up to `place` is read, and stays so."""
    mark = session.get(InboxMark, account) or InboxMark(
        account=account, timestamp=0, block=0, log=0
    )
    if place > (mark.timestamp, mark.block, mark.log):
        mark.timestamp, mark.block, mark.log = place
        session.add(mark)


def _told(
    session: Session, venue: Venue, account: Address, *, before: Place | None, limit: int
) -> list[Notice]:
    asked = Inquiry(account, read_head(session), venue, before, limit)
    found = [notice for source in SOURCES for notice in source(session, asked)]
    return sorted(found, key=lambda each: each.place, reverse=True)[:limit]


def _mark(session: Session, account: Address) -> Place:
    mark = session.get(InboxMark, account)
    return (0, 0, 0) if mark is None else (mark.timestamp, mark.block, mark.log)


def latest(session: Session, venue: Venue, account: Address, *, limit: int) -> list[Notice]:
    """The last notices of `account`, the last first."""
    return _told(session, venue, account, before=None, limit=limit)


def rows_of(
    session: Session, venue: Venue, account: Address, notices: Sequence[Notice]
) -> list[NoticeRow]:
    """Notices of `account` as it sees them, in the order given."""
    mark = _mark(session, account)
    counts = told_together(session, account, notices, mark)
    names = names_of(session, (each.moment for each in notices if each.moment is not None), venue)
    handles = handles_of(session, (each.token for each in notices if each.token is not None))
    return [
        NoticeRow(
            id="-".join(map(str, each.place)),
            kind=each.kind,
            timestamp=each.place[0],
            unread=each.place > mark,
            token=each.token,
            handle=handles.get(each.token) if each.token is not None else None,
            moment=each.moment,
            moment_name=names.get(each.moment) if each.moment is not None else None,
            token_id=each.token_id,
            account=each.other,
            amount=each.amount,
            tokens=each.tokens,
            ends_at=each.ends_at,
            text=each.text,
            count=together,
        )
        for each, together in zip(notices, counts, strict=True)
    ]
