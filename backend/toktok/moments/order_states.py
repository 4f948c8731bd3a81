"""What became of signed orders: told by the mirror alone, whenever it is asked.

Nothing is written when an order ends. So it ends the moment the chain ends it, comes back when a
reorganisation undoes that, and no sweep can be late. `REASON` asks what the exchange asks.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
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


def asked_at(venue: Venue, head: Head) -> dict[str, Any]:
    """What statements about the state of orders leave open: where they are looked at, and when."""
    return {
        "order_chain": venue.chain_id,
        "order_genesis": venue.genesis_hash,
        "order_exchange": venue.exchange,
        "order_now": head.timestamp,
    }


def states(wanted: OrderState) -> tuple[str, ...]:
    """The reasons that make up a state."""
    if wanted == "void":
        return VOID_REASONS
    return tuple(reason for reason, state in _STATES.items() if state == wanted)


_PRICE = SignedOrder.__table__.c.price.type  # type: ignore[attr-defined]
_NOTHING = literal(0, type_=_PRICE)
"""As wide as what it is compared with."""
_NOW = bindparam("order_now", type_=BigInteger)
_MAKER = col(SignedOrder.maker)
_VERSION = col(SignedOrder.version)

_HERE = and_(
    col(SignedOrder.chain_id) == bindparam("order_chain"),
    col(SignedOrder.genesis_hash) == bindparam("order_genesis"),
    col(SignedOrder.exchange) == bindparam("order_exchange"),
)
_FILLED = exists().where(col(OrderFill.order_hash) == col(SignedOrder.hash))
_COUNTER = func.coalesce(col(OrderCounter.counter), _NOTHING)
_GROUP_CLOSED = col(ClosedGroup.maker).is_not(None)
# Another offer of the group was filled, which closed it.
_GROUP_FILLED = exists().where(
    col(OrderFill.maker) == _MAKER,
    col(OrderFill.group) == col(SignedOrder.group),
    col(OrderFill.side) != _LISTING,
)
_APPROVED = or_(
    func.coalesce(col(MomentApproval.exchange), False),
    func.coalesce(col(Token.approved) == col(SignedOrder.exchange), False),
)
_PAUSED_UNTIL = func.coalesce(
    select(col(Pause.until)).where(col(Pause.contract) == "MomentExchange").scalar_subquery(), 0
)
_OF_TOKEN = col(SignedOrder.token_id).is_not(None)
# The token of an offer, or one of its moment, has the version it asks for.
_VERSION_THERE = or_(
    and_(_OF_TOKEN, col(Token.version) == _VERSION),
    and_(
        ~_OF_TOKEN,
        exists().where(
            col(MomentToken.moment) == col(SignedOrder.moment), col(MomentToken.version) == _VERSION
        ),
    ),
)
_NOT_MINTED = or_(
    and_(_OF_TOKEN, col(Token.token_id).is_(None)),
    col(_Of.moment).is_(None),
    col(_Of.minted) == 0,
)

_REASON_OF_LISTING = case(
    (col(Token.token_id).is_(None), "not_minted"),
    (col(Token.owner) != _MAKER, "not_owner"),
    (col(Token.version) != _VERSION, "version_outdated"),
    (~_APPROVED, "not_approved"),
    (_PAUSED_UNTIL > _NOW, "paused"),
    else_="open",
)
_REASON_OF_OFFER = case(
    (_NOT_MINTED, "not_minted"),
    (and_(_VERSION != 0, ~_VERSION_THERE), "version_outdated"),
    (func.coalesce(col(TtBalance.balance), _NOTHING) < col(SignedOrder.price), "balance_too_low"),
    (
        func.coalesce(col(ExchangeAllowance.amount), _NOTHING) < col(SignedOrder.price),
        "allowance_too_low",
    ),
    else_="open",
)

REASON: ColumnElement[str] = case(
    (~_HERE, "another_chain"),
    (_FILLED, "filled"),
    (col(SignedOrder.counter) != _COUNTER, "counter_raised"),
    (and_(_GROUP_CLOSED, _GROUP_FILLED), "group_filled"),
    (_GROUP_CLOSED, "group_cancelled"),
    (col(SignedOrder.expiry) <= _NOW, "expired"),
    (col(SignedOrder.signed_at) > _NOW, "not_yet_open"),
    (col(SignedOrder.side) == _LISTING, _REASON_OF_LISTING),
    else_=_REASON_OF_OFFER,
)
"""`open`, or why the order cannot be filled in the block after the one it is looked at (`asked_at`)."""


def orders(*columns: Any) -> Select[Any]:
    """`columns` of signed orders beside everything that decides about them, and the reason."""
    of_group = and_(
        col(ClosedGroup.maker) == _MAKER, col(ClosedGroup.group) == col(SignedOrder.group)
    )
    return (
        select(*columns, REASON.label("reason"))
        .select_from(SignedOrder)
        .outerjoin(Token, col(Token.token_id) == col(SignedOrder.token_id))
        .outerjoin(_Of, col(_Of.moment) == col(SignedOrder.moment))
        .outerjoin(OrderCounter, col(OrderCounter.maker) == _MAKER)
        .outerjoin(MomentApproval, col(MomentApproval.owner) == _MAKER)
        .outerjoin(TtBalance, col(TtBalance.account) == _MAKER)
        .outerjoin(ExchangeAllowance, col(ExchangeAllowance.account) == _MAKER)
        .outerjoin(ClosedGroup, of_group)
    )
