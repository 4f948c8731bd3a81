"""What happened, the last first; and what happened after an event, for those who listen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, or_, tuple_, union_all
from sqlmodel import Session, col, select

from toktok.market.creators import deployment
from toktok.market.paging import Listing, before_event
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, EventId, Page
from toktok.market.withheld import withheld_moments, withheld_tokens
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

Group = Literal["trades", "launches", "moments", "auctions", "income", "others"]
GROUPS: dict[Group, tuple[Kind, ...]] = {
    "trades": ("trade",),
    "launches": (
        "launch", "contribution", "finalized", "failed", "refund", "allocation", "return",
    ),
    "moments": ("moment", "mint", "sale", "redeem", "sound"),
    "auctions": ("auction", "bid", "auction_settled", "auction_canceled"),
    "income": (
        "tip", "royalty", "claim", "plan", "subscription", "fund_deposit", "fund_root",
        "fund_claim",
    ),
    "others": ("deposit", "withdrawal", "creator_transfer", "fee_lowered", "paused"),
}  # fmt: skip
"""Every kind, by what it is about."""

MOST_FOLLOWED = 200
"""Of so many accounts at most a list is put together."""


def list_activity(
    session: Session,
    *,
    token: Address | None = None,
    account: Address | None = None,
    moment: int | None = None,
    kind: Kind | None = None,
    group: Group | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ActivityRow]:
    """Everything that happened, or what concerns a token, an account, a moment, a kind or a group of kinds.

    What is asked of nobody in particular is without what operators have hidden. Raises ForeignCursor.
    """
    listing = Listing(("activity", token, account, moment, kind, group, deployment(session)))
    concerned = [
        column == value
        for column, value in (
            (col(Activity.token), token),
            (col(Activity.account), account),
            (col(Activity.moment), moment),
            (col(Activity.kind), kind),
        )
        if value is not None
    ]
    if group is None:
        parts = [concerned]
    elif concerned:
        parts = [[*concerned, col(Activity.kind).in_(GROUPS[group])]]
    else:
        parts = [[col(Activity.kind) == each] for each in GROUPS[group]]
    if token is None and account is None and moment is None:
        shown = _shown(session)
        parts = [[*part, *shown] for part in parts]
    return _newest(session, listing, parts, limit=limit, cursor=cursor)


def list_activity_of(
    session: Session,
    accounts: Sequence[Address],
    *,
    group: Group | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ActivityRow]:
    """What the first `MOST_FOLLOWED` of `accounts` did, the last first. Raises ForeignCursor."""
    listing = Listing(("activity of some", group, deployment(session)))
    kinds = [] if group is None else [col(Activity.kind).in_(GROUPS[group])]
    parts = [[col(Activity.account) == each, *kinds] for each in accounts[:MOST_FOLLOWED]]
    return _newest(session, listing, parts, limit=limit, cursor=cursor)


def _shown(session: Session) -> list[ColumnElement[bool]]:
    """Only what concerns nothing that is hidden."""
    hidden = (
        (col(Activity.token), withheld_tokens(session)),
        (col(Activity.moment), withheld_moments(session)),
    )
    return [or_(column.is_(None), column.not_in(each)) for column, each in hidden if each]


def _newest(
    session: Session,
    listing: Listing,
    parts: Sequence[Sequence[ColumnElement[bool]]],
    *,
    limit: int,
    cursor: str | None,
) -> Page[ActivityRow]:
    """The last of what fits one of `parts`, none of which has a row of another."""
    after = None if cursor is None else listing.key(cursor)
    if len(parts) == 1:
        ordered = _latest(select(Activity), parts[0], after).limit(limit + 1)
        found = session.exec(ordered).all()
    else:
        found = _merged(session, parts, after, limit + 1)
    rows = activity_rows(session, found[:limit])
    return Page(rows, listing.cursor(rows[-1].id) if len(found) > limit else None)


def _merged(
    session: Session,
    parts: Sequence[Sequence[ColumnElement[bool]]],
    after: tuple[int, ...] | None,
    limit: int,
) -> list[Activity]:
    """Each part is read along its own index, as far as a page goes."""
    if not parts:
        return []
    each_last = [
        _latest(select(Activity.block_number, Activity.log_index), part, after).limit(limit)
        for part in parts
    ]
    places = union_all(*(select(part.subquery()) for part in each_last))
    last = sorted((tuple(place) for place in session.execute(places)), reverse=True)[:limit]
    blocks = {block for block, _ in last}
    wanted = session.exec(select(Activity).where(col(Activity.block_number).in_(blocks)))
    by_place = {(each.block_number, each.log_index): each for each in wanted}
    return [by_place[block, log] for block, log in last]


def _latest(
    statement: Any, conditions: Sequence[ColumnElement[bool]], after: tuple[int, ...] | None
) -> Any:
    block, log = col(Activity.block_number), col(Activity.log_index)
    if after is not None:
        statement = statement.where(before_event(block, log, after))
    return statement.where(*conditions).order_by(block.desc(), log.desc())


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
