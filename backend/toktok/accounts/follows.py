"""Who follows which creators."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.accounts.clock import written_now
from toktok.accounts.social_errors import CannotFollowYourself, NotACreator
from toktok.accounts.social_rows import FollowedRow, FollowRow
from toktok.accounts.subjects import account_tally
from toktok.accounts.tallies import count, tally_of
from toktok.chain.addresses import checksum
from toktok.market.creators import deployment
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.store.tables import AppFollow, Creator, CreatorAccount, Moment


def follow(session: Session, account: Address, other: Address) -> FollowRow:
    """Follow a creator's account; once is enough. Raises NotACreator, CannotFollowYourself."""
    if account == other:
        raise CannotFollowYourself
    if not _is_creator(session, other):
        raise NotACreator(checksum(other))
    if session.get(AppFollow, (account, other)) is None:
        session.add(AppFollow(account=account, followed=other, since=written_now(session)))
        count(session, account_tally(other), followers=1)
    return follow_row(session, other, account)


def unfollow(session: Session, account: Address, other: Address) -> FollowRow:
    """Follow it no more."""
    known = session.get(AppFollow, (account, other))
    if known is not None:
        session.delete(known)
        count(session, account_tally(other), followers=-1)
    return follow_row(session, other, account)


def followed(session: Session, account: Address) -> list[Address]:
    """The accounts that `account` follows, in the order of their addresses."""
    statement = select(AppFollow.followed).where(AppFollow.account == account)
    return list(session.exec(statement.order_by(col(AppFollow.followed))))


def follow_row(session: Session, other: Address, reader: Address | None) -> FollowRow:
    """How many follow `other`, and whether `reader` does."""
    following = None if reader is None else session.get(AppFollow, (reader, other)) is not None
    return FollowRow(other, tally_of(session, account_tally(other)).followers, following)


def list_followed(
    session: Session, account: Address, *, limit: int = 50, cursor: str | None = None
) -> Page[FollowedRow]:
    """Whom `account` follows, in the order of their addresses. Raises ForeignCursor."""
    listing = Listing(("followed", account, deployment(session)))
    statement = select(AppFollow).where(AppFollow.account == account)
    if cursor is not None:
        after = listing.key(cursor, (160,))[0].to_bytes(20, "big")
        statement = statement.where(AppFollow.followed > after)
    found = session.exec(statement.order_by(col(AppFollow.followed)).limit(limit + 1)).all()
    shown = found[:limit]
    handles = _handles(session, [each.followed for each in shown])
    rows = tuple(
        FollowedRow(each.followed, handles.get(each.followed), each.since) for each in shown
    )
    more = len(found) > limit
    key = int.from_bytes(shown[-1].followed, "big") if more else 0
    return Page(rows, listing.cursor((key,)) if more else None)


def _is_creator(session: Session, account: Address) -> bool:
    if session.get(CreatorAccount, account) is not None:
        return True
    made = select(Moment.moment).where(Moment.creator == account).limit(1)
    return session.exec(made).first() is not None


def _handles(session: Session, accounts: list[Address]) -> dict[Address, str]:
    found = session.exec(
        select(CreatorAccount.account, Creator.handle)
        .join(Creator, col(Creator.token) == col(CreatorAccount.token))
        .where(col(CreatorAccount.account).in_(accounts))
    )
    return dict(found.all())
