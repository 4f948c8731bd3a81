"""What happened, the last first; and what happened after an event, for those who listen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, bindparam, or_, select, tuple_, union_all
from sqlmodel import Session, col

from toktok.market.creators import deployment
from toktok.market.paging import LatestFirst, Listing
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, EventId, Page
from toktok.market.withheld import withheld_moments, withheld_tokens
from toktok.store.rows import columns
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

_DONE = columns(Activity)
_HANDLES = select(columns(Creator).token, columns(Creator).handle).where(
    columns(Creator).token.in_(bindparam("tokens", expanding=True))
)


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
    after = None if cursor is None else listing.key(cursor)
    about: dict[str, Any] = {"token": token, "account": account, "moment": moment, "kind": kind}
    asked = {name: value for name, value in about.items() if value is not None}
    withheld = _withheld(session) if {"token", "account", "moment"}.isdisjoint(asked) else {}
    if group is not None and not asked:
        hidden = _not_in(withheld)
        parts = [[col(Activity.kind) == each, *hidden] for each in GROUPS[group]]
        return _page(session, listing, _merged(session, parts, after, limit + 1), limit)
    latest = _latest_of(tuple(asked), group, tuple(withheld))
    asked |= {f"hidden_{name}": values for name, values in withheld.items()}
    return _page(
        session, listing, latest.read(session, after=after, limit=limit + 1, **asked), limit
    )


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
    after = None if cursor is None else listing.key(cursor)
    return _page(session, listing, _merged(session, parts, after, limit + 1), limit)


Hidden = dict[str, tuple[object, ...]]
"""What operators have hidden, by the column that names it; only columns of which something is."""


def _withheld(session: Session) -> Hidden:
    named: Hidden = {"token": withheld_tokens(session), "moment": withheld_moments(session)}
    return {name: values for name, values in named.items() if values}


def _not_in(hidden: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """Only what concerns nothing that is hidden."""
    return [or_(_DONE[name].is_(None), _DONE[name].not_in(hidden[name])) for name in hidden]


@cache
def _latest_of(
    about: tuple[str, ...], group: Group | None, hidden: tuple[str, ...]
) -> LatestFirst[Activity]:
    """What concerns a value of each of the columns `about`, of a group, without what is `hidden`."""
    of_group = () if group is None else (_DONE.kind.in_(GROUPS[group]),)
    return LatestFirst(
        Activity,
        *(_DONE[name] == bindparam(name) for name in about),
        *_not_in({name: bindparam(f"hidden_{name}", expanding=True) for name in hidden}),
        *of_group,
    )


def _page(
    session: Session, listing: Listing, found: Sequence[Activity], limit: int
) -> Page[ActivityRow]:
    rows = activity_rows(session, found[:limit])
    return Page(rows, listing.cursor(rows[-1].id) if len(found) > limit else None)


def _merged(
    session: Session,
    parts: Sequence[Sequence[ColumnElement[bool]]],
    after: tuple[int, ...] | None,
    limit: int,
) -> list[Activity]:
    """The last of what fits one of `parts`, none of which has a row of another.

    Each part is read along its own index, as far as a page goes.
    """
    if not parts:
        return []
    place = col(Activity.block_number), col(Activity.log_index)
    before = () if after is None else (tuple_(*place) < tuple_(*after),)
    order = [each.desc() for each in place]
    each_last = [
        select(*place).where(*part, *before).order_by(*order).limit(limit) for part in parts
    ]
    places = union_all(*(select(part.subquery()) for part in each_last))
    last = sorted((tuple(place) for place in session.execute(places)), reverse=True)[:limit]
    blocks = {block for block, _ in last}
    wanted = session.execute(select(Activity).where(_DONE.block_number.in_(blocks))).scalars()
    by_place = {(each.block_number, each.log_index): each for each in wanted}
    return [by_place[block, log] for block, log in last]


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
    place = _DONE.block_number, _DONE.log_index
    statement = (
        select(Activity)
        .where(tuple_(*place) > tuple_(*event), _DONE.block_number <= up_to)
        .order_by(*place)
        .limit(limit)
    )
    if token is not None:
        statement = statement.where(_DONE.token == token)
    if account is not None:
        statement = statement.where(_DONE.account == account)
    return activity_rows(session, session.execute(statement).scalars().all())


def handles_of(session: Session, tokens: Iterable[Address]) -> dict[Address, str]:
    """The handle of each of `tokens`."""
    wanted = set(tokens)
    if not wanted:
        return {}
    found = session.execute(_HANDLES, {"tokens": list(wanted)})
    return {each.token: each.handle for each in found}


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
