"""Signed orders: one, or a list, with what became of each."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, select, tuple_
from sqlmodel import Session

from toktok.market.creators import deployment
from toktok.market.head import read_head
from toktok.market.paging import Listing
from toktok.market.state import read_state
from toktok.market.values import Address, Hash, Page
from toktok.moments.errors import UnknownOrder
from toktok.moments.order_states import REASON, asked_at, orders, state_of, states
from toktok.moments.signed_rows import SIDES, OrderRow, OrderState, SideName
from toktok.moments.typed_data import Order, Side
from toktok.moments.venue import Venue
from toktok.store.rows import columns
from toktok.store.tables import SignedOrder
from toktok.store.types import U256

OrderSort = Literal["newest", "cheapest", "dearest"]

_KEY = (31, 256, 31)
_ORDER = columns(SignedOrder)


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
    wanted = {"moment": moment, "token_id": token_id, "maker": maker}
    asked: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    statement = _list(tuple(asked), side, state, sort, cursor is not None)
    now = read_state(session)
    begun = now.order if now is not None else 0
    if cursor is not None:
        begun, price, number = listing.key(cursor, _KEY)
        asked |= {"begun": begun, "price": price, "number": number}
    asked |= {**asked_at(venue, read_head(session)), "limit": limit + 1}
    found = session.execute(statement, asked).all()
    rows = tuple(_row(each) for each in found[:limit])
    if len(found) <= limit:
        return Page(rows, None)
    return Page(rows, listing.cursor((begun, *_key(found[limit - 1]))))


def one_order(session: Session, order_hash: Hash, venue: Venue) -> OrderRow:
    """The order with this EIP-712 hash, of this chain if it is there. Raises UnknownOrder."""
    # One for each chain that the database has seen.
    of_hash = select(_ORDER.id).where(_ORDER.hash == order_hash)
    numbers = session.execute(of_hash).scalars().all()
    if not numbers:
        raise UnknownOrder(order_hash)
    newest = orders(*_ORDER).where(_ORDER.id == max(numbers))
    return _row(session.execute(newest, asked_at(venue, read_head(session))).one())


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


@cache
def _list(
    about: tuple[str, ...],
    side: SideName | None,
    state: OrderState | None,
    sort: OrderSort,
    goes_on: bool,
) -> Select[Any]:
    """A page of a list: `about` names the columns it is filtered by."""
    statement = orders(*_ORDER).where(*(_ORDER[name] == bindparam(name) for name in about))
    if side is not None:
        statement = statement.where(_ORDER.side == SIDES.index(side))
    if state is not None:
        statement = statement.where(REASON.in_(states(state)))
    if goes_on:
        statement = statement.where(_ORDER.id <= bindparam("begun"), _after(sort))
    return statement.order_by(*_order(sort)).limit(bindparam("limit"))


def _row(order: Any) -> OrderRow:
    reason = order.reason
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
    number = _ORDER.id
    return (number,) if sort == "newest" else (_ORDER.price, number)


def _key(order: Any) -> tuple[int, int]:
    return order.price, order.id


def _after(sort: OrderSort) -> ColumnElement[bool]:
    number = bindparam("number", type_=BigInteger)
    if sort == "newest":
        older: ColumnElement[bool] = _ORDER.id < number
        return older
    columns, place = tuple_(*_columns(sort)), tuple_(bindparam("price", type_=U256), number)
    return columns > place if sort == "cheapest" else columns < place
