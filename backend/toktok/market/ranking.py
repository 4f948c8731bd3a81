"""The order of a list of creators, as it was at a block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlalchemy import or_
from sqlmodel import Session, col, select

from toktok.market.head import Head
from toktok.market.launches import LaunchFacts, launch_status
from toktok.market.recent import day_sums
from toktok.market.rows import Status
from toktok.market.standing import Since, happened_since
from toktok.market.values import Address
from toktok.store.tables import Creator
from toktok.store.tables import Status as Stage

Order = Literal["reserve", "inflow", "volume", "newest"]


class Mark(NamedTuple):
    """The block whose order a list keeps."""

    block: int
    timestamp: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A row's place: its sort value, then block and log index of its launch, greatest first."""

    key: tuple[int, int, int]
    token: Address


@dataclass(frozen=True, slots=True)
class _Facts(LaunchFacts):
    token: Address
    launched: tuple[int, int]
    reserve: int
    volume: int


def ranking(
    session: Session, *, sort: Order, status: Status | None, query: str, mark: Mark, head: Head
) -> list[Entry]:
    """Every creator launched by `mark` that `status` and `query` let through, greatest first."""
    since = happened_since(session, mark.block) if mark.block < head.number else Since()
    inflow = day_sums(session, now=mark.timestamp) if sort == "inflow" else {}
    value = _value(sort, since, inflow)
    entries = [
        Entry((value(facts), *facts.launched), facts.token)
        for facts in _facts(session, query=query, mark=mark, since=since)
        if status is None or launch_status(facts, now=mark.timestamp) == status
    ]
    return sorted(entries, key=lambda entry: entry.key, reverse=True)


def _value(
    sort: Order, since: Since, inflow: dict[Address, tuple[int, int]]
) -> Callable[[_Facts], int]:
    def net_inflow(facts: _Facts) -> int:
        return inflow.get(facts.token, (0, 0))[1] - since.inflow[facts.token]

    def reserve(facts: _Facts) -> int:
        return facts.reserve

    def volume(facts: _Facts) -> int:
        return facts.volume

    def newest(_: _Facts) -> int:
        return 0

    return {"reserve": reserve, "inflow": net_inflow, "volume": volume, "newest": newest}[sort]


def _facts(session: Session, *, query: str, mark: Mark, since: Since) -> list[_Facts]:
    statement = select(
        Creator.token,
        Creator.launched_block,
        Creator.launched_log,
        Creator.status,
        Creator.closes_at,
        Creator.raised,
        Creator.maximum_raise,
        Creator.reserve,
        Creator.volume,
    ).where(Creator.launched_block <= mark.block)  # type: ignore[call-overload]
    if query:
        wanted = [
            col(text).icontains(query, autoescape=True)
            for text in (Creator.handle, Creator.name, Creator.symbol)
        ]
        statement = statement.where(or_(*wanted))
    facts = []
    for token, block, log, status, closes_at, raised, maximum, reserve, volume in session.exec(
        statement
    ):
        ended = token in since.ended
        facts.append(
            _Facts(
                status=Stage.OPEN if ended else status,
                closes_at=closes_at,
                raised=raised - since.raised[token],
                maximum_raise=maximum,
                token=token,
                launched=(block, log),
                reserve=0 if ended else reserve - since.inflow[token],
                volume=volume - since.volume[token],
            )
        )
    return facts
