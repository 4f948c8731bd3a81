"""What happened, the last first; and what happened after an event, for those who listen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select, tuple_, union_all
from sqlmodel import Session, col

from toktok.market.creators import deployment
from toktok.market.kinds import GROUPS, RECEIVED, Group, Kind
from toktok.market.paging import LatestFirst, Listing
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, EventId, Page
from toktok.market.withheld import withheld_moments, withheld_tokens
from toktok.store.rows import columns
from toktok.store.tables import Activity, Creator

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

    An account is concerned by what it did and what it received from others. What is asked of nobody in particular is
    without what operators have hidden. Raises ForeignCursor.
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
    found = _latest(session, asked, group, withheld, after=after, limit=limit + 1)
    if account is not None and _may_be_received(kind, group):
        # Those alone have a receiver: asked for their kind as well, they might be read along the index of kinds.
        asked = {"other": account} | {x: asked[x] for x in ("token", "moment") if x in asked}
        received = _latest(session, asked, None, withheld, after=after, limit=limit + 1)
        found = sorted([*found, *received], key=_place_of, reverse=True)
    return _page(session, listing, found, limit)


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


def _may_be_received(kind: Kind | None, group: Group | None) -> bool:
    """Whether such things are told to who received them, too."""
    return kind in (None, RECEIVED) and (group is None or RECEIVED in GROUPS[group])


def _place_of(row: Activity) -> EventId:
    return row.block_number, row.log_index


Hidden = dict[str, tuple[object, ...]]
"""What operators have hidden, by the column that names it; only columns of which something is."""


def _withheld(session: Session) -> Hidden:
    named: Hidden = {"token": withheld_tokens(session), "moment": withheld_moments(session)}
    return {name: values for name, values in named.items() if values}


def _not_in(hidden: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """Only what concerns nothing that is hidden."""
    return [or_(_DONE[name].is_(None), _DONE[name].not_in(hidden[name])) for name in hidden]


def _latest(
    session: Session,
    asked: Mapping[str, Any],
    group: Group | None,
    withheld: Hidden,
    *,
    after: tuple[int, ...] | None,
    limit: int,
) -> list[Activity]:
    """The last of what has the values `asked`, by column, without what is withheld."""
    latest = _latest_of(tuple(asked), group, tuple(withheld))
    hidden = {f"hidden_{name}": values for name, values in withheld.items()}
    return latest.read(session, after=after, limit=limit, **asked, **hidden)


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
    """What happened after `event`, the first first, up to block `up_to`; at most `limit`.

    An account is concerned by what it did and what it received from others.
    """
    place = _DONE.block_number, _DONE.log_index
    statement = (
        select(Activity)
        .where(tuple_(*place) > tuple_(*event), _DONE.block_number <= up_to)
        .order_by(*place)
        .limit(limit)
    )
    if token is not None:
        statement = statement.where(_DONE.token == token)
    if account is None:
        return activity_rows(session, session.execute(statement).scalars().all())
    sides = (statement.where(side == account) for side in (_DONE.account, _DONE.other))
    found = [row for side in sides for row in session.execute(side).scalars()]
    return activity_rows(session, sorted(found, key=_place_of)[:limit])


def handles_of(session: Session, tokens: Iterable[Address]) -> dict[Address, str]:
    """The handle of each of `tokens`."""
    wanted = set(tokens)
    if not wanted:
        return {}
    found = session.execute(_HANDLES, {"tokens": list(wanted)})
    return {each.token: each.handle for each in found}


def concerned(row: ActivityRow) -> tuple[Address | None, ...]:
    """Who did it, and who received what it gave away."""
    if row.kind != RECEIVED:
        return (row.account,)
    return row.account, bytes.fromhex(str(row.data["to"]).removeprefix("0x"))


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
