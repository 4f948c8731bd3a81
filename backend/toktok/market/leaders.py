"""Who leads: creators by a week's trade, by what fans were paid, by holders; and the earliest fans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import bindparam, literal, tuple_
from sqlmodel import Session, col, select

from toktok.market.allocations import terms_of
from toktok.market.head import read_head
from toktok.market.values import Address, Page, Wei
from toktok.store.tables import Allocation, Candle, Creator, Holder
from toktok.store.tables import Status as Stage
from toktok.store.types import U256

By = Literal["volume", "fan_revenue", "holders"]

DAY = 86_400
DAYS = 7
_BATCH = 200


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A creator among the first. `volume_7d` is of the last seven UTC days, today's included."""

    rank: int
    token: Address
    creator: Address
    handle: str
    name: str
    symbol: str
    volume_7d: Wei
    fan_revenue: Wei
    holders: int


@dataclass(frozen=True, slots=True)
class FanRow:
    """A fan of the first hour, and one creator.

    `kept` is the part of `contributed`, TT wei at the launch's price, whose tokens the account still has: at most as
    many as the launch gave it count, wherever they lie, in its wallet or its allocation.
    """

    rank: int
    account: Address
    token: Address
    handle: str
    contributed: Wei
    kept: Wei
    kept_bps: int
    since: int


def list_leaders(session: Session, *, by: By = "volume", limit: int = 50) -> Page[LeaderRow]:
    """Creators whose token trades, by volume those alone that were traded; greatest first. The list does not go on."""
    if by == "volume":
        volumes = _week(session)
        first = sorted(volumes, key=lambda token: (volumes[token], token), reverse=True)[:limit]
        found = session.exec(select(Creator).where(col(Creator.token).in_(first))).all()
        by_token = {each.token: each for each in found}
        rows = [by_token[token] for token in first if token in by_token]
    else:
        value = col(Creator.fan_revenue if by == "fan_revenue" else Creator.holders)
        launch = col(Creator.launched_block).desc(), col(Creator.launched_log).desc()
        ordered = select(Creator).where(Creator.status == Stage.TRADING)
        rows = list(session.exec(ordered.order_by(value.desc(), *launch).limit(limit)))
        volumes = _week(session, [each.token for each in rows])
    return Page(tuple(_leader(rank, each, volumes) for rank, each in enumerate(rows, 1)), None)


def _leader(rank: int, creator: Creator, volumes: dict[Address, int]) -> LeaderRow:
    return LeaderRow(
        rank=rank,
        token=creator.token,
        creator=creator.creator,
        handle=creator.handle,
        name=creator.name,
        symbol=creator.symbol,
        volume_7d=volumes.get(creator.token, 0),
        fan_revenue=creator.fan_revenue,
        holders=creator.holders,
    )


def _week(session: Session, tokens: Sequence[Address] | None = None) -> dict[Address, int]:
    """TT wei traded on the last seven UTC days, by token, of those that were traded."""
    now = read_head(session).timestamp
    first = (now // DAY - DAYS + 1) * DAY
    statement = select(Candle.token, Candle.volume).where(Candle.start >= first)
    if tokens is None:
        # Spelled out, so that it is seen which index this is the condition of.
        days: Any = bindparam("days", DAY, literal_execute=True)
        statement = statement.where(col(Candle.interval) == days)
    else:
        statement = statement.where(Candle.interval == DAY, col(Candle.token).in_(tokens))
    volumes: dict[Address, int] = {}
    for token, volume in session.exec(statement):
        volumes[token] = volumes.get(token, 0) + volume
    return volumes


def list_fans(session: Session, *, limit: int = 50) -> Page[FanRow]:
    """What fans put into launches and have kept since, the most first; a creator is no fan of its own.

    Nobody can have kept more than they put in. So the launches' contributions are read from the greatest on,
    until what is left cannot come among the first: the list is exact, and does not go on.
    """
    best: list[FanRow] = []
    after: tuple[int, Address, Address] | None = None
    while True:
        batch = _contributions(session, after)
        best = sorted([*best, *_kept(session, batch)], key=_order)[:limit]
        if len(batch) < _BATCH:
            break
        last = batch[-1]
        if len(best) == limit and last.contributed < best[-1].kept:
            break
        after = (last.contributed, last.token, last.account)
    ranked = enumerate(best, 1)
    return Page(tuple(FanRow(**{**_fields(row), "rank": rank}) for rank, row in ranked), None)


def _order(row: FanRow) -> tuple[int, int, Address, Address]:
    return -row.kept, row.since, row.token, row.account


def _fields(row: FanRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FanRow.__slots__}


def _contributions(
    session: Session, after: tuple[int, Address, Address] | None
) -> Sequence[Allocation]:
    place = col(Allocation.contributed), col(Allocation.token), col(Allocation.account)
    statement = select(Allocation).order_by(*(each.desc() for each in place)).limit(_BATCH)
    if after is not None:
        contributed, *rest = after
        statement = statement.where(tuple_(*place) < tuple_(literal(contributed, U256), *rest))
    return session.exec(statement).all()


def _kept(session: Session, batch: Sequence[Allocation]) -> list[FanRow]:
    tokens = {each.token for each in batch}
    creators = {
        each.token: each
        for each in session.exec(select(Creator).where(col(Creator.token).in_(tokens)))
        if each.status == Stage.TRADING
    }
    accounts = {each.account for each in batch}
    held = {
        (token, account): balance
        for token, account, balance in session.exec(
            select(Holder.token, Holder.account, Holder.balance).where(
                col(Holder.account).in_(accounts), col(Holder.token).in_(tokens)
            )
        )
    }
    rows = (
        _fan(each, creators[each.token], held.get((each.token, each.account), 0))
        for each in batch
        if each.token in creators and not each.founder
    )
    return [row for row in rows if row.kept]


def _fan(row: Allocation, creator: Creator, balance: int) -> FanRow:
    terms = terms_of(row, creator)
    kept = min(balance + terms.earning, terms.total)
    return FanRow(
        rank=0,
        account=row.account,
        token=row.token,
        handle=creator.handle,
        contributed=row.contributed,
        kept=row.contributed * kept // terms.total if terms.total else 0,
        kept_bps=kept * 10_000 // terms.total if terms.total else 0,
        since=creator.finalized_at or 0,
    )
