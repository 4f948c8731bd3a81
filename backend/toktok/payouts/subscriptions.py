"""Subscriptions, as the contract combines what was paid under token and account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as core
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
from toktok.store.rows import Rows, columns
from toktok.store.tables import Allocation, Creator, Holder, Subscription

_ACCOUNT = (160,)

_PLAN, _CREATOR, _HOLDER, _PART = (
    columns(Subscription), columns(Creator), columns(Holder), columns(Allocation),
)  # fmt: skip
_TOKENS: Any = bindparam("tokens", expanding=True)
_ACCOUNTS: Any = bindparam("accounts", expanding=True)
# What an account paid for, and who is behind it if that is a token.
_CREATORS_PAID = (
    core.select(_PLAN.subject, _CREATOR.creator)
    .join_from(
        _PLAN.subject.table, _CREATOR.token.table, _CREATOR.token == _PLAN.subject, isouter=True
    )
    .where(_PLAN.account == bindparam("account"))
)
_PAID = Rows(
    Subscription,
    _PLAN.subject.in_(bindparam("subjects", expanding=True)),
    _PLAN.account.in_(_ACCOUNTS),
)
_BALANCES = core.select(_HOLDER.token, _HOLDER.account, _HOLDER.balance).where(
    _HOLDER.token.in_(_TOKENS), _HOLDER.account.in_(_ACCOUNTS)
)
_ALLOCATIONS = Rows(Allocation, _PART.token.in_(_TOKENS), _PART.account.in_(_ACCOUNTS))
_BY_TOKEN = Rows(Creator, _CREATOR.token.in_(_TOKENS))

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
    paid = session.execute(_CREATORS_PAID, {"account": account})
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
    paid = {(each.subject, each.account): each for each in _PAID.all(session, **asked)}
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
    if not tokens:
        return {}
    asked = {"tokens": list(tokens), "accounts": list(accounts)}
    found = session.execute(_BALANCES, asked)
    held = {(each.token, each.account): each.balance for each in found}
    waiting = _ALLOCATIONS.all(session, **asked)
    creators = _BY_TOKEN.all(session, tokens=asked["tokens"]) if waiting else ()
    of_token = {each.token: each for each in creators}
    for row in waiting:
        key = row.token, row.account
        held[key] = held.get(key, 0) + terms_of(row, of_token[row.token]).earning
    return held
