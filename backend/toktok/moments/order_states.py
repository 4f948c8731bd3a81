"""What became of signed orders: told by the mirror alone, whenever it is asked.

Nothing is written when an order ends. So it ends the moment the chain ends it, comes back when a
reorganisation undoes that, and no sweep can be late. `reason_of` asks what the exchange asks.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from toktok.market.head import Head
from toktok.moments.signed_rows import OrderState
from toktok.moments.typed_data import Side
from toktok.moments.venue import Venue
from toktok.store.tables import (
    ClosedGroup,
    ExchangeAllowance,
    Moment,
    MomentApproval,
    MomentToken,
    OrderCounter,
    OrderFill,
    Pause,
    SignedOrder,
    TtBalance,
)

VoidReason = Literal[
    "another_chain",
    "not_minted",
    "not_owner",
    "version_outdated",
    "not_approved",
    "not_yet_open",
    "group_filled",
    "balance_too_low",
    "allowance_too_low",
    "paused",
]
VOID_REASONS: tuple[str, ...] = get_args(VoidReason)
WAITING = (
    "open",
    "not_yet_open",
    "not_approved",
    "balance_too_low",
    "allowance_too_low",
    "paused",
)
"""Reasons from which an order can come back, or comes, without a reorganisation."""

#: What ends an order for good; the other reasons make it void as long as they last.
_STATES: dict[str, OrderState] = {
    "open": "open",
    "filled": "filled",
    "counter_raised": "cancelled",
    "group_cancelled": "cancelled",
    "expired": "expired",
}

Token = aliased(MomentToken)
# Under a name of its own, so that a list of moments can ask for the orders of each.
_Of = aliased(Moment)
_LISTING = int(Side.LISTING)


def state_of(reason: str) -> OrderState:
    """The state an order with this reason is in."""
    return _STATES.get(reason, "void")


def orders(*columns: Any, venue: Venue, head: Head) -> Select[Any]:
    """`columns` of signed orders beside everything that decides about them, and the reason."""
    maker = col(SignedOrder.maker)
    return (
        select(*columns, reason_of(venue, head).label("reason"))
        .select_from(SignedOrder)
        .outerjoin(Token, col(Token.token_id) == col(SignedOrder.token_id))
        .outerjoin(_Of, col(_Of.moment) == col(SignedOrder.moment))
        .outerjoin(OrderCounter, col(OrderCounter.maker) == maker)
        .outerjoin(MomentApproval, col(MomentApproval.owner) == maker)
        .outerjoin(TtBalance, col(TtBalance.account) == maker)
        .outerjoin(ExchangeAllowance, col(ExchangeAllowance.account) == maker)
        .outerjoin(
            ClosedGroup,
            and_(
                col(ClosedGroup.maker) == maker,
                col(ClosedGroup.group) == col(SignedOrder.group),
            ),
        )
    )


def reason_of(venue: Venue, head: Head) -> ColumnElement[str]:
    """`open`, or why the order cannot be filled in the block after `head`."""
    return case(
        (~_here(venue), "another_chain"),
        (_filled(), "filled"),
        (_counter() != col(SignedOrder.counter), "counter_raised"),
        (and_(_group_closed(), _group_filled()), "group_filled"),
        (_group_closed(), "group_cancelled"),
        (col(SignedOrder.expiry) <= head.timestamp, "expired"),
        (col(SignedOrder.signed_at) > head.timestamp, "not_yet_open"),
        (col(SignedOrder.side) == _LISTING, _reason_of_listing(head)),
        else_=_reason_of_offer(),
    )


def states(wanted: OrderState) -> tuple[str, ...]:
    """The reasons that make up a state."""
    if wanted == "void":
        return VOID_REASONS
    return tuple(reason for reason, state in _STATES.items() if state == wanted)


def _reason_of_listing(head: Head) -> ColumnElement[str]:
    return case(
        (col(Token.token_id).is_(None), "not_minted"),
        (col(Token.owner) != col(SignedOrder.maker), "not_owner"),
        (col(Token.version) != col(SignedOrder.version), "version_outdated"),
        (~_approved(), "not_approved"),
        (_paused_until() > head.timestamp, "paused"),
        else_="open",
    )


def _reason_of_offer() -> ColumnElement[str]:
    price = col(SignedOrder.price)
    of_token = col(SignedOrder.token_id).is_not(None)
    gone = or_(
        and_(of_token, col(Token.token_id).is_(None)),
        col(_Of.moment).is_(None),
        col(_Of.minted) == 0,
    )
    return case(
        (gone, "not_minted"),
        (and_(col(SignedOrder.version) != 0, ~_version_there(of_token)), "version_outdated"),
        (func.coalesce(col(TtBalance.balance), _zero()) < price, "balance_too_low"),
        (func.coalesce(col(ExchangeAllowance.amount), _zero()) < price, "allowance_too_low"),
        else_="open",
    )


def _here(venue: Venue) -> ColumnElement[bool]:
    return and_(
        col(SignedOrder.chain_id) == venue.chain_id,
        col(SignedOrder.genesis_hash) == venue.genesis_hash,
        col(SignedOrder.exchange) == venue.exchange,
    )


def _filled() -> ColumnElement[bool]:
    return exists().where(col(OrderFill.order_hash) == col(SignedOrder.hash))


def _counter() -> ColumnElement[int]:
    return func.coalesce(col(OrderCounter.counter), _zero())


def _group_closed() -> ColumnElement[bool]:
    return col(ClosedGroup.maker).is_not(None)


def _group_filled() -> ColumnElement[bool]:
    """Whether another offer of the group was filled, which closed it."""
    return exists().where(
        col(OrderFill.maker) == col(SignedOrder.maker),
        col(OrderFill.group) == col(SignedOrder.group),
        col(OrderFill.side) != _LISTING,
    )


def _approved() -> ColumnElement[bool]:
    return or_(
        func.coalesce(col(MomentApproval.exchange), False),
        func.coalesce(col(Token.approved) == col(SignedOrder.exchange), False),
    )


def _version_there(of_token: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the token of an offer, or one of its moment, has the version it asks for."""
    version = col(SignedOrder.version)
    any_of_moment = exists().where(
        col(MomentToken.moment) == col(SignedOrder.moment), col(MomentToken.version) == version
    )
    return or_(and_(of_token, col(Token.version) == version), and_(~of_token, any_of_moment))


def _paused_until() -> ColumnElement[int]:
    until = select(col(Pause.until)).where(col(Pause.contract) == "MomentExchange")
    return func.coalesce(until.scalar_subquery(), 0)


def _zero() -> ColumnElement[int]:
    """Nothing, as wide as what it is compared with."""
    return literal(0, type_=SignedOrder.__table__.c.price.type)  # type: ignore[attr-defined]
