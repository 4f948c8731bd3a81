"""Signed orders: one, or a list, with what became of each."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlmodel import Session, col

from toktok.market.creators import deployment
from toktok.market.head import read_head
from toktok.market.paging import Listing
from toktok.market.values import Address, Hash, Page
from toktok.moments.errors import UnknownOrder
from toktok.moments.order_states import orders, state_of, states
from toktok.moments.signed_rows import SIDES, OrderRow, OrderState, SideName
from toktok.moments.typed_data import Order, Side
from toktok.moments.venue import Venue
from toktok.store.tables import SignedOrder, SignedVoucher
from toktok.store.types import U256

OrderSort = Literal["newest", "cheapest", "dearest"]

_KEY = (31, 256, 31)


def list_orders(
    session: Session,
    venue: Venue,
    *,
    moment: int | None = None,
    token_id: int | None = None,
    maker: Address | None = None,
    side: SideName | None = None,
    state: OrderState | None = None,
    sort: OrderSort = "newest",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[OrderRow]:
    """Orders by when they were handed in, the newest first, or by price. `token_id`: of that token alone.

    Among equals, the first handed in is the cheapest.

    A list goes on with the orders there were when it began. Raises ForeignCursor.
    """
    listing = Listing(("orders", moment, token_id, maker, side, state, sort, deployment(session)))
    statement = orders(SignedOrder, venue=venue, head=read_head(session))
    if moment is not None:
        statement = statement.where(col(SignedOrder.moment) == moment)
    if token_id is not None:
        statement = statement.where(col(SignedOrder.token_id) == token_id)
    if maker is not None:
        statement = statement.where(col(SignedOrder.maker) == maker)
    if side is not None:
        statement = statement.where(col(SignedOrder.side) == SIDES.index(side))
    begun, _ = last_signed(session)
    if cursor is not None:
        begun, *key = listing.key(cursor, _KEY)
        statement = statement.where(col(SignedOrder.id) <= begun, _after(sort, tuple(key)))
    found = _in_state(session, statement.order_by(*_order(sort)), state, limit=limit + 1)
    rows = tuple(_row(order, reason) for order, reason in found[:limit])
    if len(found) <= limit:
        return Page(rows, None)
    return Page(rows, listing.cursor((begun, *_key(found[limit - 1][0]))))


def one_order(session: Session, order_hash: Hash, venue: Venue) -> OrderRow:
    """The order with this EIP-712 hash, of this chain if it is there. Raises UnknownOrder."""
    # One for each chain that the database has seen.
    of_hash = select(col(SignedOrder.id)).where(col(SignedOrder.hash) == order_hash)
    numbers = session.execute(of_hash).scalars().all()
    if not numbers:
        raise UnknownOrder(order_hash)
    statement = orders(SignedOrder, venue=venue, head=read_head(session))
    return _row(*session.execute(statement.where(col(SignedOrder.id) == max(numbers))).one())


def last_signed(session: Session) -> tuple[int, int]:
    """The numbers of the last order and the last voucher: while they stay, nothing was handed in."""
    last = select(
        select(func.max(col(SignedOrder.id))).scalar_subquery(),
        select(func.max(col(SignedVoucher.id))).scalar_subquery(),
    )
    order, voucher = session.execute(last).one()
    return order or 0, voucher or 0


def signed_order(row: SignedOrder) -> Order:
    """The order as it was signed."""
    side = Side(row.side)
    return Order(
        maker=row.maker,
        side=side,
        id=row.moment if row.token_id is None else row.token_id,
        price=row.price,
        signed_at=row.signed_at,
        expiry=row.expiry,
        group=row.group,
        counter=row.counter,
        version=row.version,
    )


def _in_state(
    session: Session, statement: Select[Any], state: OrderState | None, *, limit: int
) -> list[tuple[SignedOrder, str]]:
    if state is not None:
        reason = next(each for each in statement.selected_columns if each.name == "reason")
        statement = statement.where(reason.in_(states(state)))
    return [tuple(row) for row in session.execute(statement.limit(limit))]


def _row(order: SignedOrder, reason: str) -> OrderRow:
    state = state_of(reason)
    return OrderRow(
        hash=order.hash,
        side=SIDES[order.side],
        state=state,
        reason=None if reason in ("open", "filled") else reason,
        maker=order.maker,
        moment=order.moment,
        token_id=order.token_id,
        price=order.price,
        signed_at=order.signed_at,
        expiry=order.expiry,
        order=signed_order(order).message(),
        signature="0x" + order.signature.hex(),
        exchange=order.exchange,
        chain_id=order.chain_id,
    )


def _order(sort: OrderSort) -> tuple[Any, ...]:
    return tuple(each if sort == "cheapest" else each.desc() for each in _columns(sort))


def _columns(sort: OrderSort) -> tuple[Any, ...]:
    number = col(SignedOrder.id)
    return (number,) if sort == "newest" else (col(SignedOrder.price), number)


def _key(order: SignedOrder) -> tuple[int, int]:
    assert order.id is not None
    return order.price, order.id


def _after(sort: OrderSort, key: tuple[int, ...]) -> ColumnElement[bool]:
    price, number = key
    if sort == "newest":
        return col(SignedOrder.id) < number
    columns, place = tuple_(*_columns(sort)), tuple_(literal(price, U256), number)
    return columns > place if sort == "cheapest" else columns < place
