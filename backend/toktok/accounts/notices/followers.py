"""Who follows the account: the newest stands for all."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.accounts.blocks import hidden_from
from toktok.accounts.notices.inquiry import Inquiry
from toktok.accounts.notices.notice import Notice, Place, beside
from toktok.market.values import Address
from toktok.store.tables import AppFollow


def followers(session: Session, asked: Inquiry) -> list[Notice]:
    """The account's newest follower."""
    unheard = hidden_from(session, asked.account)
    newest = _newest(session, asked.account, unheard, 1)
    return asked.only(Notice(_place(each), "follow", other=each.account) for each in newest)


def followers_since(
    session: Session, account: Address, mark: Place, unheard: frozenset[Address], most: int
) -> int:
    """How many came after `mark`, up to `most`."""
    return sum(_place(each) > mark for each in _newest(session, account, unheard, most))


def _newest(
    session: Session, account: Address, unheard: frozenset[Address], most: int
) -> list[AppFollow]:
    """The last followers, without those the account does not hear of."""
    statement = select(AppFollow).where(AppFollow.followed == account)
    if unheard:
        statement = statement.where(col(AppFollow.account).not_in(sorted(unheard)))
    ordered = statement.order_by(col(AppFollow.since).desc(), col(AppFollow.account).desc())
    return list(session.exec(ordered.limit(most)))


def _place(row: AppFollow) -> Place:
    return beside(row.since, "follow", int.from_bytes(row.account[:6]))
