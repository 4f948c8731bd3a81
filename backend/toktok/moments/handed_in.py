"""What people have handed in since: orders and vouchers by their numbers, and whom each of them concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from toktok.market.values import Address, Hash
from toktok.moments.authors import authors_of, tokens_of
from toktok.moments.signed_rows import SIDES, SideName
from toktok.store.tables import Moment, MomentToken, SignedOrder, SignedVoucher


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order by its number. `token` is the creator's token, `owner` has what an offer for one token is for."""

    number: int
    hash: Hash
    side: SideName
    moment: int
    token_id: int | None
    token: Address | None
    maker: Address
    owner: Address | None


@dataclass(frozen=True, slots=True)
class NewVoucher:
    """A voucher by its number. `token` is the one behind `creator`, where that trades."""

    number: int
    hash: Hash
    token: Address | None
    creator: Address


def last_order(session: Session) -> int:
    """The number of the last order handed in."""
    return session.exec(select(func.max(SignedOrder.id))).one() or 0


def last_voucher(session: Session) -> int:
    """The number of the last voucher handed in."""
    return session.exec(select(func.max(SignedVoucher.id))).one() or 0


def orders_after(session: Session, number: int, *, limit: int) -> list[NewOrder]:
    """Orders handed in after the one of that number, in order."""
    statement = select(SignedOrder).where(col(SignedOrder.id) > number)
    found = session.exec(statement.order_by(col(SignedOrder.id)).limit(limit)).all()
    if not found:
        return []
    tokens = _tokens(session, {each.moment for each in found})
    owners = _owners(session, found)
    return [
        NewOrder(
            number=each.id or 0,
            hash=each.hash,
            side=SIDES[each.side],
            moment=each.moment,
            token_id=each.token_id,
            token=tokens.get(each.moment),
            maker=each.maker,
            owner=owners.get(each.token_id or 0),
        )
        for each in found
    ]


def vouchers_after(session: Session, number: int, *, limit: int) -> list[NewVoucher]:
    """Vouchers handed in after the one of that number, in order."""
    statement = select(SignedVoucher).where(col(SignedVoucher.id) > number)
    found = session.exec(statement.order_by(col(SignedVoucher.id)).limit(limit)).all()
    tokens = tokens_of(session, {each.creator for each in found})
    return [
        NewVoucher(each.id or 0, each.hash, tokens.get(each.creator), each.creator)
        for each in found
    ]


def _tokens(session: Session, numbers: Iterable[int]) -> dict[int, Address | None]:
    moments = session.exec(select(Moment).where(col(Moment.moment).in_(numbers))).all()
    return {moment: each.token for moment, each in authors_of(session, moments).items()}


def _owners(session: Session, orders: Sequence[SignedOrder]) -> dict[int, Address]:
    """Who has each of the tokens that are wanted."""
    wanted = {each.token_id for each in orders if SIDES[each.side] == "offer"}
    statement = select(MomentToken.token_id, MomentToken.owner)
    return dict(session.exec(statement.where(col(MomentToken.token_id).in_(wanted))).all())
