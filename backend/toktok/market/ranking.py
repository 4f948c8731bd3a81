"""The order of a list of creators, as it was at a block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import bindparam, or_, select, tuple_
from sqlmodel import Session

from toktok.market.head import Head
from toktok.market.launches import LaunchFacts, launch_status
from toktok.market.recent import day_sums
from toktok.market.rows import Status
from toktok.market.standing import Since, happened_since
from toktok.market.values import Address
from toktok.market.withheld import withheld_tokens
from toktok.store.rows import columns
from toktok.store.tables import Creator
from toktok.store.tables import Status as Stage

Order = Literal["reserve", "inflow", "volume", "volume_24h", "newest"]
Key = tuple[int, int, int]
"""A row's place: its sort value, then block and log index of its launch, greatest first."""

_TOKENS_PER_QUERY = 500
_SPARE = 50
_CREATOR = columns(Creator)
_STAGES: dict[Status | None, tuple[Stage, ...]] = {
    None: (Stage.OPEN, Stage.TRADING, Stage.FAILED),
    "open": (Stage.OPEN,),
    "closed": (Stage.OPEN,),
    "trading": (Stage.TRADING,),
    "failed": (Stage.FAILED,),
}


class Mark(NamedTuple):
    """The block whose order a list keeps."""

    block: int
    timestamp: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A row and its place."""

    key: Key
    token: Address


@dataclass(frozen=True, slots=True)
class _Facts(LaunchFacts):
    token: Address
    launched: tuple[int, int]
    reserve: int
    volume: int


@dataclass(frozen=True, slots=True)
class _List:
    """What decides about rows and order."""

    sort: Order
    status: Status | None
    query: str
    mark: Mark
    since: Since
    day: dict[Address, tuple[int, int]]
    withheld: tuple[Address, ...]

    @property
    def asked(self) -> dict[str, Any]:
        """What every statement leaves open."""
        return {"withheld": self.withheld} if self.withheld else {}

    @property
    def moved(self) -> set[Address]:
        """Tokens whose place does not follow from their rows as they are now."""
        since = self.since
        changed = {*since.volume, *since.inflow, *since.raised, *since.ended}
        return changed | self.day.keys()

    def entries(self, found: Iterable[_Facts]) -> Iterator[Entry]:
        """The places of those that the status lets through."""
        value = _value(self.sort, self.since, self.day)
        for facts in found:
            stands = launch_status(facts, now=self.mark.timestamp)
            is_wanted = self.status is None or stands == self.status
            if is_wanted and facts.launched[0] <= self.mark.block:
                yield Entry((value(facts), *facts.launched), facts.token)


def ranking(
    session: Session,
    *,
    sort: Order,
    status: Status | None,
    query: str,
    mark: Mark,
    head: Head,
    after: Key | None,
    limit: int,
) -> list[Entry]:
    """The first `limit` creators after `after` of those launched by `mark` that `status` and `query` let through.

    Most rows are read in the order of an index. What has moved since `mark`, or in the last day if that is
    asked, is put into its place one by one.
    """
    since = happened_since(session, mark.block) if mark.block < head.number else Since()
    by_day = sort in ("inflow", "volume_24h")
    day = day_sums(session, now=mark.timestamp) if by_day else {}
    wanted = _List(sort, status, query, mark, since, day, withheld_tokens(session))
    moved = wanted.moved
    entries = [
        entry
        for entry in wanted.entries(_moved(session, wanted, moved))
        if after is None or entry.key < after
    ]
    for stage in _STAGES[status]:
        entries += _unmoved(session, wanted, stage, moved, after=after, limit=limit)
    return sorted(entries, key=lambda entry: entry.key, reverse=True)[:limit]


def _value(
    sort: Order, since: Since, day: dict[Address, tuple[int, int]]
) -> Callable[[_Facts], int]:
    def day_volume(facts: _Facts) -> int:
        return day.get(facts.token, (0, 0))[0] - since.volume[facts.token]

    def net_inflow(facts: _Facts) -> int:
        return day.get(facts.token, (0, 0))[1] - since.inflow[facts.token]

    values: dict[Order, Callable[[_Facts], int]] = {
        "reserve": lambda facts: facts.reserve,
        "inflow": net_inflow,
        "volume": lambda facts: facts.volume,
        "volume_24h": day_volume,
        "newest": lambda _: 0,
    }
    return values[sort]


def _moved(session: Session, wanted: _List, moved: set[Address]) -> Iterator[_Facts]:
    tokens = sorted(moved)
    statement = _among(wanted.query, bool(wanted.withheld))
    for start in range(0, len(tokens), _TOKENS_PER_QUERY):
        asked = {**wanted.asked, "tokens": tokens[start : start + _TOKENS_PER_QUERY]}
        yield from _facts(session.execute(statement, asked), wanted.since)


def _unmoved(
    session: Session,
    wanted: _List,
    stage: Stage,
    moved: set[Address],
    *,
    after: Key | None,
    limit: int,
) -> list[Entry]:
    """The first of one stage: as many as an index has to be read for."""
    entries: list[Entry] = []
    while len(entries) < limit:
        place = _place(wanted.sort, after)
        asked = {**wanted.asked, **place, "stage": int(stage), "limit": limit + _SPARE}
        statement = _in_order(wanted.sort, wanted.query, bool(wanted.withheld), frozenset(place))
        rows = session.execute(statement, asked).all()
        still = [row for row in rows if row.token not in moved]
        entries += wanted.entries(_facts(still, wanted.since))
        if len(rows) < limit + _SPARE:
            break
        last = rows[-1]
        value = {"reserve": last.reserve, "volume": last.volume}.get(wanted.sort, 0)
        after = (value, last.launched_block, last.launched_log)
    return entries[:limit]


def _place(sort: Order, after: Key | None) -> dict[str, int]:
    """Where a stage goes on, in the order of `sort`; what no row has, a day's sum, is 0 for all of them."""
    if after is None:
        return {}
    value, block, log = after
    if sort in ("reserve", "volume"):
        return {"value": max(0, value), "block": block, "log": log}
    if value > 0:
        return {}
    # All of them come after what came in, and before what went out.
    return {"block": block, "log": log} if value == 0 else {"block": -1, "log": -1}


@lru_cache(maxsize=256)
def _in_order(sort: Order, query: str, hides: bool, place: frozenset[str]) -> Any:
    """One stage by the value that rows have, then by launch, after a `place`."""
    order = {"block": _CREATOR.launched_block, "log": _CREATOR.launched_log}
    if sort in ("reserve", "volume"):
        order = {"value": _CREATOR[sort], **order}
    statement = _select(query, hides).where(_CREATOR.status == bindparam("stage"))
    if place:
        after = (bindparam(name, type_=column.type) for name, column in order.items())
        statement = statement.where(tuple_(*order.values()) < tuple_(*after))
    ordered = statement.order_by(*(each.desc() for each in order.values()))
    return ordered.limit(bindparam("limit"))


@lru_cache(maxsize=256)
def _among(query: str, hides: bool) -> Any:
    """Those of some tokens."""
    return _select(query, hides).where(_CREATOR.token.in_(bindparam("tokens", expanding=True)))


def _select(query: str, hides: bool) -> Any:
    statement = select(
        _CREATOR.token,
        _CREATOR.launched_block,
        _CREATOR.launched_log,
        _CREATOR.status,
        _CREATOR.closes_at,
        _CREATOR.raised,
        _CREATOR.maximum_raise,
        _CREATOR.reserve,
        _CREATOR.volume,
    )
    if hides:
        withheld: Any = bindparam("withheld", expanding=True)
        statement = statement.where(_CREATOR.token.not_in(withheld))
    if query:
        texts = (_CREATOR.handle, _CREATOR.name, _CREATOR.symbol)
        statement = statement.where(
            or_(*(each.icontains(query, autoescape=True) for each in texts))
        )
    return statement


def _facts(rows: Iterable[Any], since: Since) -> Iterator[_Facts]:
    for token, block, log, status, closes_at, raised, maximum, reserve, volume in rows:
        ended = token in since.ended
        yield _Facts(
            status=Stage.OPEN if ended else status,
            closes_at=closes_at,
            raised=raised - since.raised[token],
            maximum_raise=maximum,
            token=token,
            launched=(block, log),
            reserve=0 if ended else reserve - since.inflow[token],
            volume=volume - since.volume[token],
        )
