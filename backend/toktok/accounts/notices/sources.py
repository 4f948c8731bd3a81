"""All kinds of notices, each read along an index of its own, the last first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlmodel import Session

from toktok.accounts.blocks import hidden_from
from toktok.accounts.notices.bids import outbid
from toktok.accounts.notices.comments import comments, comments_since
from toktok.accounts.notices.decisions import decisions
from toktok.accounts.notices.first_sales import first_sales
from toktok.accounts.notices.followers import followers, followers_since
from toktok.accounts.notices.inquiry import Inquiry
from toktok.accounts.notices.launches import launches
from toktok.accounts.notices.notice import Notice, Place
from toktok.accounts.notices.offers import offers
from toktok.accounts.notices.perks import perks
from toktok.accounts.notices.received import received
from toktok.accounts.notices.sales import bought, sold
from toktok.accounts.notices.subscriptions import subscriptions
from toktok.market.values import Address

SOURCES: tuple[Callable[[Session, Inquiry], list[Notice]], ...] = (
    outbid,
    sold,
    first_sales,
    bought,
    offers,
    launches,
    subscriptions,
    perks,
    received,
    comments,
    followers,
    decisions,
)

MOST_TOGETHER = 99
"""So many of a page are counted; a hundred are as good as more."""


def told_together(
    session: Session, account: Address, notices: Sequence[Notice], mark: Place
) -> list[int]:
    """For each notice how many of the same page it stands for, itself included: those after `mark`."""
    unheard = hidden_from(session, account)

    def count(notice: Notice) -> int:
        if notice.place <= mark:
            return 1
        if notice.kind == "comment":
            return comments_since(session, notice, mark, unheard | {account}, MOST_TOGETHER)
        if notice.kind == "follow":
            return followers_since(session, account, mark, unheard, MOST_TOGETHER)
        return 1

    return [count(each) for each in notices]
