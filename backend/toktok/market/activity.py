"""What happened, the last first; and what happened after an event, for those who listen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from toktok.market.creators import deployment
from toktok.market.paging import Listing, before_event
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, EventId, Page
from toktok.store.tables import Activity, Creator

Kind = Literal[
    "launch",
    "contribution",
    "finalized",
    "failed",
    "refund",
    "allocation",
    "return",
    "trade",
    "tip",
    "royalty",
    "claim",
    "deposit",
    "withdrawal",
    "creator_transfer",
    "fee_lowered",
    "paused",
    "sound",
    "moment",
    "mint",
    "sale",
    "redeem",
    "auction",
    "bid",
    "auction_settled",
    "auction_canceled",
    "plan",
    "subscription",
    "fund_deposit",
    "fund_root",
    "fund_claim",
]
KINDS: tuple[str, ...] = get_args(Kind)


def list_activity(
    session: Session,
    *,
    token: Address | None = None,
    account: Address | None = None,
    moment: int | None = None,
    kind: Kind | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ActivityRow]:
    """Everything that happened, or what concerns a token, an account, a moment, a kind.

    Raises ForeignCursor.
    """
    listing = Listing(("activity", token, account, moment, kind, deployment(session)))
    statement = select(Activity).order_by(
        col(Activity.block_number).desc(), col(Activity.log_index).desc()
    )
    if token is not None:
        statement = statement.where(Activity.token == token)
    if account is not None:
        statement = statement.where(Activity.account == account)
    if moment is not None:
        statement = statement.where(Activity.moment == moment)
    if kind is not None:
        statement = statement.where(Activity.kind == kind)
    if cursor is not None:
        key = listing.key(cursor)
        statement = statement.where(
            before_event(col(Activity.block_number), col(Activity.log_index), key)
        )
    found = session.exec(statement.limit(limit + 1)).all()
    rows = activity_rows(session, found[:limit])
    return Page(rows, listing.cursor(rows[-1].id) if len(found) > limit else None)


def activity_after(
    session: Session,
    event: EventId,
    *,
    limit: int,
    up_to: int,
    token: Address | None = None,
    account: Address | None = None,
) -> tuple[ActivityRow, ...]:
    """What happened after `event`, the first first, up to block `up_to`; at most `limit`."""
    statement = (
        select(Activity)
        .where(tuple_(col(Activity.block_number), col(Activity.log_index)) > tuple_(*event))
        .where(Activity.block_number <= up_to)
        .order_by(col(Activity.block_number), col(Activity.log_index))
        .limit(limit)
    )
    if token is not None:
        statement = statement.where(Activity.token == token)
    if account is not None:
        statement = statement.where(Activity.account == account)
    return activity_rows(session, session.exec(statement).all())


def handles_of(session: Session, tokens: Iterable[Address]) -> dict[Address, str]:
    """The handle of each of `tokens`."""
    wanted = set(tokens)
    if not wanted:
        return {}
    found = session.exec(
        select(Creator.token, Creator.handle).where(col(Creator.token).in_(wanted))
    )
    return dict(found.all())


def activity_rows(session: Session, found: Sequence[Activity]) -> tuple[ActivityRow, ...]:
    """What happened as others see it."""
    handles = handles_of(session, (each.token for each in found if each.token is not None))
    return tuple(
        ActivityRow(
            id=(each.block_number, each.log_index),
            block=each.block_number,
            timestamp=each.timestamp,
            tx_hash=each.tx_hash,
            kind=each.kind,
            token=each.token,
            handle=None if each.token is None else handles.get(each.token),
            moment=each.moment,
            account=each.account,
            data=each.data,
        )
        for each in found
    )
