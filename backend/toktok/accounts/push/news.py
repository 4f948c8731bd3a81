"""What a browser has to be told of: what is settled, unread, and was not told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from toktok.accounts.inbox import NoticeRow, latest, rows_of
from toktok.accounts.notices.notice import Kind, Notice
from toktok.accounts.push.subscriptions import subscriptions_of
from toktok.market.head import Head
from toktok.market.values import Address
from toktok.moments.venue import Venue
from toktok.store.tables import AppPushSubscription

LOOKED_AT = 50
"""So many of the last notices can be news."""

KNOWN = 2 * LOOKED_AT
"""So many are known from the beginning: older ones come into view when newer ones are taken back."""

_DATED_OTHERWISE: frozenset[Kind] = frozenset({"offer", "subscription_ending"})
"""These have the time an offer was signed, or is left until an end, and may come long after it."""

_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class News:
    """Notices that one browser has not been told of, by the keys that it remembers."""

    to: AppPushSubscription
    notices: dict[str, NoticeRow]


def key_of(notice: Notice) -> str:
    """What is told once: a notice; of comments on a page, and of followers, the first of an hour."""
    hour = notice.place[0] // _HOUR
    if notice.kind == "comment":
        page = notice.moment or (notice.token or b"").hex()
        return f"comment-{page}-{hour}"
    return f"follow-{hour}" if notice.kind == "follow" else _place(notice)


def _place(notice: Notice) -> str:
    return "-".join(map(str, notice.place))


def known_now(session: Session, venue: Venue, account: Address) -> list[str]:
    """The places of what there is already."""
    return [_place(each) for each in latest(session, venue, account, limit=KNOWN)]


def news_of(session: Session, venue: Venue, account: Address, settled: Head) -> list[News]:
    """What each browser of `account` has to be told of; of the chain only up to block `settled`."""
    browsers = subscriptions_of(session, account)
    found = [
        each
        for each in latest(session, venue, account, limit=LOOKED_AT)
        # What people say has no block, and nothing takes it back.
        if each.place[1] <= max(0, settled.number)
    ]
    news = [News(browser, _new_to(session, venue, browser, found)) for browser in browsers]
    return [each for each in news if each.notices]


def _new_to(
    session: Session, venue: Venue, browser: AppPushSubscription, found: Sequence[Notice]
) -> dict[str, NoticeRow]:
    told = set(browser.told)
    new = {
        key_of(each): each
        for each in found
        if _is_since(each, browser.since) and not told & {key_of(each), _place(each)}
    }
    rows = rows_of(session, venue, browser.account, list(new.values()))
    return {key: row for key, row in zip(new, rows, strict=True) if row.unread}


def _is_since(notice: Notice, since: int) -> bool:
    """Whether its time does not say that it is older."""
    return notice.kind in _DATED_OTHERWISE or notice.place[0] >= since
