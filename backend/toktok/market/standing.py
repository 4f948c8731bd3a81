"""How the creators of a list stood at an earlier block.

A list that is sorted by what trades change would lose or repeat rows if each page were sorted
anew. Its cursor therefore names the block of the first page, and later pages take back what has
happened since: the order stays as it was, the figures shown are today's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from toktok.market.values import Address
from toktok.store.tables import Activity, Contribution, Trade


@dataclass(slots=True)
class Since:
    """Sums in TT wei, per token, of what happened after a block; and which launches ended."""

    volume: dict[Address, int] = field(default_factory=lambda: defaultdict(int))
    inflow: dict[Address, int] = field(default_factory=lambda: defaultdict(int))
    raised: dict[Address, int] = field(default_factory=lambda: defaultdict(int))
    ended: set[Address] = field(default_factory=set)


def happened_since(session: Session, block: int) -> Since:
    """What happened after `block`, as far as it moves rows of a list."""
    since = Since()
    _trades(session, block, since)
    _contributions(session, block, since)
    _endings(session, block, since)
    return since


def _trades(session: Session, block: int, since: Since) -> None:
    trades = session.exec(
        select(  # type: ignore[call-overload]
            Trade.token,
            Trade.is_buy,
            Trade.gross,
            Trade.creator_fee,
            Trade.fan_fee,
            Trade.protocol_fee,
        ).where(Trade.block_number > block)
    )
    for token, is_buy, gross, creator_fee, fan_fee, protocol_fee in trades:
        since.volume[token] += gross
        since.inflow[token] += gross - creator_fee - fan_fee - protocol_fee if is_buy else -gross


def _contributions(session: Session, block: int, since: Since) -> None:
    contributions = session.exec(
        select(Contribution.token, Contribution.amount).where(Contribution.block_number > block)
    )
    for token, amount in contributions:
        since.raised[token] += amount


def _endings(session: Session, block: int, since: Since) -> None:
    events = session.exec(
        select(Activity.kind, Activity.token, Activity.data)
        .where(Activity.block_number > block)
        .where(col(Activity.kind).in_(("finalized", "failed", "return")))
    )
    for kind, token, data in events:
        if token is None:
            continue
        if kind == "return":
            since.inflow[token] -= int(data["tt_amount"])
        else:
            since.ended.add(token)
