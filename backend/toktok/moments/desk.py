"""Where orders and vouchers are handed in: looked at once as the contracts would, then kept.

What is kept is what was signed. Whether it can still be used is asked of the mirror whenever it is
shown, so nothing here has to be right about the future.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import Subquery, func, select
from sqlmodel import Session, col
from sqlmodel import select as rows_of

from toktok.chain.addresses import checksum
from toktok.chain.rpc import Rpc
from toktok.market.head import Head, read_head
from toktok.market.values import Address, Hash
from toktok.moments import order_states, voucher_states
from toktok.moments.errors import NotSigned, TooManyOpen
from toktok.moments.orders import one_order
from toktok.moments.refusals import order_refusal, voucher_refusal
from toktok.moments.signatures import is_signed
from toktok.moments.signed_rows import OrderRow, VoucherRow
from toktok.moments.terms import check_order, check_voucher
from toktok.moments.typed_data import Domain, Order, Side, Voucher
from toktok.moments.venue import Venue
from toktok.moments.vouchers import one_voucher
from toktok.store.engine import Store
from toktok.store.tables import SignedOrder, SignedVoucher
from toktok.store.twins import table_of

MOST_ORDERS = 200
MOST_VOUCHERS = 100

_SERIALS = 100_000
#: An order is taken although the exchange is paused: that passes by itself.
_TAKEN = frozenset({"open", "paused"})

Row = TypeVar("Row", OrderRow, VoucherRow)
Signed = TypeVar("Signed", SignedOrder, SignedVoucher)


@dataclass(frozen=True, slots=True)
class Taken(Generic[Row]):
    """An order or a voucher that is kept, and whether it was not before."""

    row: Row
    is_new: bool


class Desk:
    """Takes what people sign. Its signatures are checked against the node, the rest in the mirror."""

    def __init__(self, store: Store, rpc: Rpc, venue: Callable[[Session], Venue]) -> None:
        self._store = store
        self._rpc = rpc
        self._venue = venue

    async def take_order(self, order: Order, signature: bytes) -> Taken[OrderRow]:
        """Keep an order that could be filled now; one that is known is told again.

        Raises TermsRefused, NotSigned, NotFillable, TooManyOpen.
        """
        venue, head = await asyncio.to_thread(self._look)
        check_order(order, now=head.timestamp)
        digest = venue.orders.digest(order.struct_hash())
        await self._require_signed(order.maker, digest, signature, venue.orders)
        row = _order_row(order, digest, signature, venue)
        return await asyncio.to_thread(self._keep_order, row, venue)

    async def take_voucher(self, voucher: Voucher, signature: bytes) -> Taken[VoucherRow]:
        """Keep a voucher that could create its moment now; one that is known is told again.

        Raises TermsRefused, NotSigned, NotFillable, TooManyOpen.
        """
        venue, head = await asyncio.to_thread(self._look)
        check_voucher(voucher, now=head.timestamp, closed=venue.closed)
        digest = venue.vouchers.digest(voucher.struct_hash())
        await self._require_signed(voucher.creator, digest, signature, venue.vouchers)
        row = _voucher_row(voucher, digest, signature, venue)
        return await asyncio.to_thread(self._keep_voucher, row, venue)

    def _look(self) -> tuple[Venue, Head]:
        with self._store.read() as session:
            return self._venue(session), read_head(session)

    async def _require_signed(
        self, account: Address, digest: Hash, signature: bytes, domain: Domain
    ) -> None:
        if not await is_signed(self._rpc, account, digest, signature):
            raise NotSigned(checksum(account), domain=domain.name, chain_id=domain.chain_id)

    def _keep_order(self, row: SignedOrder, venue: Venue) -> Taken[OrderRow]:
        with self._store.write(alone=[table_of(SignedOrder)]) as session:
            kept, is_new = _kept(session, SignedOrder, row)
            if is_new:
                _require_usable(session, kept, venue)
            return Taken(one_order(session, kept.hash, venue), is_new)

    def _keep_voucher(self, row: SignedVoucher, venue: Venue) -> Taken[VoucherRow]:
        with self._store.write(alone=[table_of(SignedVoucher)]) as session:
            kept, is_new = _kept(session, SignedVoucher, row)
            if is_new:
                _require_mintable(session, kept, venue)
            return Taken(one_voucher(session, kept.hash, venue), is_new)


def _kept(session: Session, kind: type[Signed], row: Signed) -> tuple[Signed, bool]:
    """The row as it is kept, and whether it is new; of a known one the newest signature counts.

    With another signature it gets another number, so that answers with the old one are over.
    """
    known = session.exec(
        rows_of(kind).where(kind.hash == row.hash, kind.genesis_hash == row.genesis_hash)
    ).first()
    if known is not None and known.signature == row.signature:
        return known, False
    if known is not None:
        # A contract may take another signature for its own than it once did.
        session.delete(known)
        session.flush()
    session.add(row)
    session.flush()
    return row, known is None


def _require_usable(session: Session, order: SignedOrder, venue: Venue) -> None:
    head = read_head(session)
    # An order signed a little ahead is looked at as it will be when it is good.
    at = replace(head, timestamp=max(head.timestamp, order.signed_at))
    asked = order_states.orders().where(col(SignedOrder.id) == order.id)
    reason = session.execute(asked, order_states.asked_at(venue, at)).scalar_one()
    if reason not in _TAKEN:
        raise order_refusal(session, order, reason)
    of_maker = order_states.orders().where(col(SignedOrder.maker) == order.maker).subquery()
    now = order_states.asked_at(venue, head)
    if _count(session, of_maker, order_states.WAITING, now) > MOST_ORDERS:
        raise TooManyOpen(checksum(order.maker), what="orders", most=MOST_ORDERS)


def _require_mintable(session: Session, voucher: SignedVoucher, venue: Venue) -> None:
    head = read_head(session)
    asked, now = voucher_states.vouchers(), voucher_states.asked_at(venue, head)
    reason = session.execute(asked.where(col(SignedVoucher.id) == voucher.id), now).one().reason
    if reason != "unminted":
        raise voucher_refusal(session, voucher, reason)
    of_creator = asked.where(col(SignedVoucher.creator) == voucher.creator).subquery()
    if _count(session, of_creator, ("unminted",), now) > MOST_VOUCHERS:
        raise TooManyOpen(checksum(voucher.creator), what="vouchers", most=MOST_VOUCHERS)


def _count(session: Session, found: Subquery, reasons: tuple[str, ...], now: dict[str, Any]) -> int:
    counted = select(func.count()).select_from(found).where(found.c.reason.in_(reasons))
    count: int = session.execute(counted, now).scalar_one()
    return count


def _order_row(order: Order, digest: Hash, signature: bytes, venue: Venue) -> SignedOrder:
    whole = order.side == Side.MOMENT_OFFER
    return SignedOrder(
        hash=digest,
        chain_id=venue.chain_id,
        genesis_hash=venue.genesis_hash,
        exchange=venue.exchange,
        maker=order.maker,
        side=int(order.side),
        moment=order.id if whole else order.id // _SERIALS,
        token_id=None if whole else order.id,
        price=order.price,
        signed_at=order.signed_at,
        expiry=order.expiry,
        group=order.group,
        counter=order.counter,
        version=order.version,
        signature=signature,
    )


def _voucher_row(voucher: Voucher, digest: Hash, signature: bytes, venue: Venue) -> SignedVoucher:
    terms = voucher.terms
    return SignedVoucher(
        hash=digest,
        chain_id=venue.chain_id,
        genesis_hash=venue.genesis_hash,
        contract=venue.moments,
        creator=voucher.creator,
        nonce=voucher.nonce,
        moves=voucher.moves,
        sound_id=terms.sound_id or None,
        opens_at=terms.opens_at,
        closes_at=terms.closes_at,
        terms=terms.message(),
        signature=signature,
    )
