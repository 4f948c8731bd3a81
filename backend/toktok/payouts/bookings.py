"""What an account would be credited if moments divided what they have booked: `owed` on chain does the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from toktok.market.creators import payouts_of
from toktok.market.incomes import BPS, Credit, Share, credits, divide
from toktok.market.values import Address, Hash
from toktok.store.tables import (
    Creator,
    CreatorAccount,
    CreatorSplits,
    MomentIncome,
    PayoutAddress,
    Protocol,
    Source,
    Split,
    Status,
)


@dataclass(frozen=True, slots=True)
class _Earner:
    """Who earns with a moment now, and the trading token whose holders do, if there is one."""

    creator: Address
    token: Address | None


def booked_for(session: Session, account: Address) -> dict[int, int]:
    """TT wei `account` would be credited of each moment with bookings of which it has a part."""
    waiting = _waiting(session, account)
    earners = _earners(session, waiting)
    lists = _lists(session, waiting, earners)
    treasury = _treasury(session)
    parts = {}
    for moment in waiting:
        credited = _credits(moment, earners[moment.moment], lists, treasury)
        part = sum(amount for who, amount in credited if who == account)
        if part:
            parts[moment.moment] = part
    return parts


def _waiting(session: Session, account: Address) -> Sequence[MomentIncome]:
    """Moments with bookings of which the account may have a part."""
    booked = or_(col(MomentIncome.sales) > 0, col(MomentIncome.resales) > 0)
    statement = select(MomentIncome).where(booked)
    if _treasury(session) != account:
        statement = statement.where(_may_concern(account))
    return session.exec(statement).all()


def _may_concern(account: Address) -> ColumnElement[bool]:
    """Moments whose lists name the account, and those of creators whose income may reach it.

    Wider than the truth; what a moment's own lists leave out adds nothing in the end.
    """
    named = select(Split.list_id).where(Split.recipient == account)
    creators = (
        select(CreatorSplits.creator)
        .where(col(CreatorSplits.list_id).in_(named))
        .union(
            select(PayoutAddress.creator).where(PayoutAddress.payout == account),
        )
    )
    of_creator = or_(col(Creator.creator) == account, col(Creator.creator).in_(creators))
    tokens = select(Creator.token).where(of_creator)
    return or_(
        col(MomentIncome.splits).in_(named),
        col(MomentIncome.sound_splits).in_(named),
        col(MomentIncome.token).in_(tokens),
        col(MomentIncome.creator) == account,
        col(MomentIncome.creator).in_(creators),
    )


def _earners(session: Session, moments: Sequence[MomentIncome]) -> dict[int, _Earner]:
    """As the ledger finds them: the token a moment follows, else its creator's token if that trades."""
    own = {
        account: token
        for account, token in session.exec(
            select(CreatorAccount.account, CreatorAccount.token).where(
                col(CreatorAccount.account).in_({each.creator for each in moments})
            )
        )
        if token is not None
    }
    wanted = {each.token for each in moments if each.token is not None} | set(own.values())
    creators = {
        row.token: row
        for row in session.exec(select(Creator).where(col(Creator.token).in_(wanted)))
    }
    return {each.moment: _earner(each, own, creators) for each in moments}


def _earner(
    moment: MomentIncome, own: Mapping[Address, Address], creators: Mapping[Address, Creator]
) -> _Earner:
    if moment.token is not None:
        return _Earner(creators[moment.token].creator, moment.token)
    token = own.get(moment.creator)
    trades = token is not None and creators[token].status == Status.TRADING
    return _Earner(moment.creator, token if trades else None)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Lists by id, and each creator's own: its list, or its payout address alone."""

    by_id: Mapping[Hash, Sequence[Share]]
    own: Mapping[Address, Sequence[Share]]


def _lists(
    session: Session, moments: Sequence[MomentIncome], earners: Mapping[int, _Earner]
) -> _Lists:
    creators = {each.creator for each in earners.values()}
    own_ids = dict(
        session.exec(
            select(CreatorSplits.creator, CreatorSplits.list_id).where(
                col(CreatorSplits.creator).in_(creators)
            )
        ).all()
    )
    named = {each.splits for each in moments} | {each.sound_splits for each in moments}
    by_id = _lists_by_id(session, {each for each in (*named, *own_ids.values()) if each})
    payouts = payouts_of(session, creators)
    own: dict[Address, Sequence[Share]] = {}
    for creator in creators:
        list_id = own_ids.get(creator)
        whole = (payouts.get(creator, creator), BPS)
        own[creator] = by_id[list_id] if list_id is not None else (whole,)
    return _Lists(by_id, own)


def _lists_by_id(session: Session, wanted: Iterable[Hash]) -> dict[Hash, list[Share]]:
    lists: dict[Hash, list[Share]] = {}
    found = session.exec(
        select(Split)
        .where(col(Split.list_id).in_(set(wanted)))
        .order_by(col(Split.list_id), col(Split.position))
    )
    for row in found:
        lists.setdefault(row.list_id, []).append((row.recipient, row.bps))
    return lists


def _credits(
    moment: MomentIncome, earner: _Earner, lists: _Lists, treasury: Address
) -> Iterator[Credit]:
    """Who would be credited what; the fans' part goes to their pool."""
    side = lists.by_id[moment.splits] if moment.splits else lists.own[earner.creator]
    for source, amount, referred in (
        (Source.SALE, moment.sales, moment.referred),
        (Source.RESALE, moment.resales, 0),
    ):
        parts = divide(
            source,
            amount,
            has_fans=earner.token is not None,
            royalty_bps=moment.royalty_bps,
            sound_bps=moment.sound_bps,
        )
        sound = lists.by_id[moment.sound_splits] if moment.sound_splits else ()
        yield from credits(parts, sound=sound, side=side, protocol=treasury, referred=referred)


def _treasury(session: Session) -> Address:
    protocol = session.get(Protocol, 1)
    return protocol.protocol_payout if protocol is not None else bytes(20)
