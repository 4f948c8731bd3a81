"""A creator's income: by source, by moment, and how it is divided."""

from __future__ import annotations

from sqlalchemy import and_
from sqlmodel import Session, col, select

from toktok.market.creators import find_creator, payouts_of
from toktok.market.head import read_head
from toktok.market.incomes import NAMES
from toktok.payouts.income_rows import (
    CreatorSplitsRow,
    IncomeRow,
    MomentIncomeRow,
    SourceIncome,
)
from toktok.payouts.splits import splits_at
from toktok.store.tables import (
    Creator,
    CreatorSplits,
    IncomeTotal,
    Moment,
    MomentIncome,
)

MOST_MOMENTS = 200


def income(session: Session, name: str) -> IncomeRow:
    """What a creator's account earned by source, and its newest moments. Raises UnknownCreator."""
    creator = find_creator(session, name)
    totals = session.exec(
        select(IncomeTotal)
        .where(IncomeTotal.creator == creator.creator)
        .order_by(col(IncomeTotal.source))
    )
    return IncomeRow(
        creator=creator.creator,
        token=creator.token,
        handle=creator.handle,
        block=read_head(session).number,
        sources=tuple(_source(each) for each in totals),
        moments=_moments(session, creator),
    )


def creator_splits(session: Session, name: str) -> CreatorSplitsRow:
    """The creator's own list. Raises UnknownCreator."""
    account = find_creator(session, name).creator
    own = session.get(CreatorSplits, account)
    list_id = own.list_id if own is not None else None
    return CreatorSplitsRow(
        creator=account,
        payout=payouts_of(session, [account]).get(account, account),
        list_id=list_id,
        splits=splits_at(session, list_id),
    )


def _moments(session: Session, creator: Creator) -> tuple[MomentIncomeRow, ...]:
    """Moments that follow the token, and those of its creator that follow none yet."""
    unbound = and_(col(MomentIncome.token).is_(None), col(MomentIncome.creator) == creator.creator)
    found: list[MomentIncome] = []
    for of_creator in (col(MomentIncome.token) == creator.token, unbound):
        found += session.exec(
            select(MomentIncome)
            .join(Moment, col(Moment.moment) == col(MomentIncome.moment))
            .where(of_creator)
            .order_by(col(MomentIncome.moment).desc())
            .limit(MOST_MOMENTS)
        )
    found.sort(key=lambda each: each.moment, reverse=True)
    return tuple(
        MomentIncomeRow(
            moment=each.moment,
            divided=each.divided,
            to_sound=each.to_sound,
            to_creator=each.to_creator,
            own=each.to_creator - each.shared,
            shared=each.shared,
            to_fans=each.to_fans,
            to_protocol=each.to_protocol,
            sales=each.sales,
            resales=each.resales,
            referred=each.referred,
        )
        for each in found[:MOST_MOMENTS]
    )


def _source(total: IncomeTotal) -> SourceIncome:
    return SourceIncome(
        source=NAMES[total.source],
        count=total.count,
        amount=total.amount,
        to_sound=total.to_sound,
        to_creator=total.to_creator,
        own=total.to_creator - total.shared,
        shared=total.shared,
        to_fans=total.to_fans,
        to_protocol=total.to_protocol,
    )
