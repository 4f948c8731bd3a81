"""Subscriptions, as the contract combines what was paid under token and account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from toktok.market.allocations import terms_of
from toktok.market.creators import deployment
from toktok.market.head import read_head
from toktok.market.paging import Listing
from toktok.market.subscribed import standing
from toktok.market.values import Address, Page
from toktok.payouts.creators import Behind, trading_behind
from toktok.payouts.membership_rows import SubscriptionRow
from toktok.store.tables import Allocation, Creator, Holder, Subscription

_ACCOUNT = (160,)

# What an account paid for, and who is behind it if that is a token.
_CREATORS_PAID = (
    select(Subscription.subject, Creator.creator)
    .join(Creator, col(Creator.token) == col(Subscription.subject), isouter=True)
    .where(Subscription.account == bindparam("account"))
)
_PAID = select(Subscription).where(
    col(Subscription.subject).in_(bindparam("subjects", expanding=True)),
    col(Subscription.account).in_(bindparam("accounts", expanding=True)),
)
_BALANCES = select(Holder.token, Holder.account, Holder.balance).where(
    col(Holder.token).in_(bindparam("tokens", expanding=True)),
    col(Holder.account).in_(bindparam("accounts", expanding=True)),
)
_ALLOCATIONS = (
    select(Allocation, Creator)
    .join(Creator, col(Creator.token) == col(Allocation.token))
    .where(
        col(Allocation.token).in_(bindparam("tokens", expanding=True)),
        col(Allocation.account).in_(bindparam("accounts", expanding=True)),
    )
)

Paid = Mapping[tuple[Address, Address], Subscription]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A creator, the token it is behind if that trades, and an account that has paid for it."""

    creator: Address
    behind: Behind | None
    account: Address


def subscribers(
    session: Session, creator: Address, *, limit: int = 50, cursor: str | None = None
) -> Page[SubscriptionRow]:
    """Who ever subscribed to `creator`, in the order of their addresses. Raises ForeignCursor."""
    listing = Listing(("subscribers", creator, deployment(session)))
    behind = trading_behind(session, [creator]).get(creator)
    subjects = [creator] if behind is None else [creator, behind.token]
    after = None if cursor is None else listing.key(cursor, _ACCOUNT)[0].to_bytes(20)
    found: set[Address] = set()
    for subject in subjects:
        statement = select(Subscription.account).where(Subscription.subject == subject)
        if after is not None:
            statement = statement.where(Subscription.account > after)
        found.update(session.exec(statement.order_by(col(Subscription.account)).limit(limit + 1)))
    accounts = sorted(found)
    shown = accounts[:limit]
    rows = _rows(session, [_Pair(creator, behind, account) for account in shown])
    more = len(accounts) > limit
    return Page(rows, listing.cursor((int.from_bytes(shown[-1]),)) if more else None)


def subscriptions_of(
    session: Session, account: Address, *, limit: int = 50, cursor: str | None = None
) -> Page[SubscriptionRow]:
    """What `account` ever subscribed to, in the order of the creators' addresses.

    Raises ForeignCursor.
    """
    listing = Listing(("subscriptions", account, deployment(session)))
    paid = session.exec(_CREATORS_PAID, params={"account": account})
    creators = sorted({creator or subject for subject, creator in paid})
    if cursor is not None:
        after = listing.key(cursor, _ACCOUNT)[0].to_bytes(20)
        creators = [each for each in creators if each > after]
    shown = creators[:limit]
    behind = trading_behind(session, shown)
    rows = _rows(session, [_Pair(each, behind.get(each), account) for each in shown])
    more = len(creators) > limit
    return Page(rows, listing.cursor((int.from_bytes(shown[-1]),)) if more else None)


def one_subscription(session: Session, creator: Address, account: Address) -> Page[SubscriptionRow]:
    """What `account` has paid for of `creator`, if anything ever."""
    behind = trading_behind(session, [creator]).get(creator)
    subjects = [creator] if behind is None else [creator, behind.token]
    paid = session.exec(
        select(Subscription.account).where(
            col(Subscription.subject).in_(subjects), Subscription.account == account
        )
    ).first()
    pairs = [] if paid is None else [_Pair(creator, behind, account)]
    return Page(_rows(session, pairs), None)


def holding_of(session: Session, creator: Address, account: Address) -> int:
    """Token wei that `account` has of the trading token of `creator`, claimed or not: what plans ask for."""
    behind = trading_behind(session, [creator]).get(creator)
    if behind is None:
        return 0
    return _holdings(session, {behind.token}, {account}).get((behind.token, account), 0)


def _rows(session: Session, pairs: Sequence[_Pair]) -> tuple[SubscriptionRow, ...]:
    now = read_head(session).timestamp
    if not pairs:
        return ()
    subjects = {pair.creator for pair in pairs}
    tokens = {pair.behind.token for pair in pairs if pair.behind is not None}
    accounts = {pair.account for pair in pairs}
    asked = {"subjects": list(subjects | tokens), "accounts": list(accounts)}
    found = session.exec(_PAID, params=asked)
    paid = {(each.subject, each.account): each for each in found}
    holdings = _holdings(session, tokens, accounts)
    return tuple(_row(pair, paid, holdings, now) for pair in pairs)


def _row(
    pair: _Pair, paid: Paid, holdings: Mapping[tuple[Address, Address], int], now: int
) -> SubscriptionRow:
    of_account = paid.get((pair.creator, pair.account))
    of_token = None if pair.behind is None else paid.get((pair.behind.token, pair.account))
    own, before = (of_account, None) if pair.behind is None else (of_token, of_account)
    ends_at, minimum = standing(own, before, now=now)
    rows = [each for each in (of_token, of_account) if each is not None]
    holding = 0 if pair.behind is None else holdings.get((pair.behind.token, pair.account), 0)
    return SubscriptionRow(
        creator=pair.creator,
        token=pair.behind.token if pair.behind is not None else None,
        handle=pair.behind.handle if pair.behind is not None else None,
        account=pair.account,
        is_subscribed=now < ends_at and holding >= minimum,
        since=min(each.since for each in rows),
        ends_at=ends_at,
        minimum_holding=minimum,
        holding=holding,
        plan_id=rows[0].plan_id,
        periods=sum(each.periods for each in rows),
        paid=sum(each.paid for each in rows),
    )


def _holdings(
    session: Session, tokens: set[Address], accounts: set[Address]
) -> dict[tuple[Address, Address], int]:
    """Token wei in each account's hands or waiting for it."""
    asked = {"tokens": list(tokens), "accounts": list(accounts)}
    held = {
        (token, account): balance
        for token, account, balance in session.exec(_BALANCES, params=asked)
    }
    for row, creator in session.exec(_ALLOCATIONS, params=asked):
        key = row.token, row.account
        held[key] = held.get(key, 0) + terms_of(row, creator).earning
    return held
