"""All kinds of notices, each read along an index of its own, the last first."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from toktok.accounts.notices.bids import outbid
from toktok.accounts.notices.comments import comments, comments_since
from toktok.accounts.notices.decisions import decisions
from toktok.accounts.notices.followers import followers, followers_since
from toktok.accounts.notices.inquiry import Inquiry
from toktok.accounts.notices.launches import launches
from toktok.accounts.notices.notice import Notice, Place
from toktok.accounts.notices.offers import offers
from toktok.accounts.notices.perks import perks
from toktok.accounts.notices.sales import bought, sold
from toktok.accounts.notices.subscriptions import subscriptions
from toktok.market.values import Address

SOURCES: tuple[Callable[[Session, Inquiry], list[Notice]], ...] = (
    outbid,
    sold,
    bought,
    offers,
    launches,
    subscriptions,
    perks,
    comments,
    followers,
    decisions,
)

MOST_TOGETHER = 99
"""So many of a page are counted; a hundred are as good as more."""


def stands_for(session: Session, account: Address, notice: Notice, mark: Place) -> int:
    """How many of the same page `notice` stands for, itself included: those after `mark`."""
    if notice.place <= mark:
        return 1
    if notice.kind == "comment":
        return comments_since(session, account, notice, mark, MOST_TOGETHER)
    return followers_since(session, account, mark, MOST_TOGETHER) if notice.kind == "follow" else 1
