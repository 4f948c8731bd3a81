"""What an account would be credited if moments divided what they have booked: `owed` on chain does the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

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

_VALUES_PER_QUERY = 500


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


def _waiting(session: Session, account: Address) -> Collection[MomentIncome]:
    """Moments with bookings of which the account may have a part.

    Wider than the truth; what a moment's own lists leave out adds nothing in the end.
    """
    if _treasury(session) == account:
        return session.exec(_booked()).all()
    named = session.exec(select(Split.list_id).where(Split.recipient == account)).all()
    creators = {account, *_paid_by(session, account)}
    for chunk in _chunks(named):
        by_list = col(CreatorSplits.list_id).in_(chunk)
        creators.update(session.exec(select(CreatorSplits.creator).where(by_list)))
    tokens: list[Address] = []
    for chunk in _chunks(creators):
        tokens += session.exec(select(Creator.token).where(col(Creator.creator).in_(chunk)))
    found: dict[int, MomentIncome] = {}
    for column, values in (
        (col(MomentIncome.splits), named),
        (col(MomentIncome.sound_splits), named),
        (col(MomentIncome.token), tokens),
        (col(MomentIncome.creator), creators),
    ):
        for chunk in _chunks(values):
            waiting = session.exec(_booked().where(column.in_(chunk)))
            found.update((each.moment, each) for each in waiting)
    return found.values()


def _booked() -> SelectOfScalar[MomentIncome]:
    return select(MomentIncome).where(
        or_(col(MomentIncome.sales) > 0, col(MomentIncome.resales) > 0)
    )


def _paid_by(session: Session, account: Address) -> Sequence[Address]:
    """The creators whose income goes to the account."""
    return session.exec(select(PayoutAddress.creator).where(PayoutAddress.payout == account)).all()


def _chunks(values: Iterable[bytes]) -> Iterator[list[bytes]]:
    """As many as one statement asks for at once."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), _VALUES_PER_QUERY):
        yield ordered[start : start + _VALUES_PER_QUERY]


def _earners(session: Session, moments: Collection[MomentIncome]) -> dict[int, _Earner]:
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
    session: Session, moments: Collection[MomentIncome], earners: Mapping[int, _Earner]
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
