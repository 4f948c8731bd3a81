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

from toktok.market.head import Head
from toktok.moments.signed_rows import OrderState
from toktok.moments.typed_data import Side
from toktok.moments.venue import Venue
from toktok.store.rows import columns
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

_ORDER, _FILL, _GROUP = columns(SignedOrder), columns(OrderFill), columns(ClosedGroup)
_MAKERS, _APPROVAL = columns(OrderCounter), columns(MomentApproval)
_TT, _ALLOWANCE, _PAUSE = columns(TtBalance), columns(ExchangeAllowance), columns(Pause)
_TOKENS = columns(MomentToken)
# Under names of their own, so that a list of moments or tokens can ask for the orders of each.
_TOKEN = _TOKENS.token_id.table.alias("token_of_order").c
_OF = columns(Moment).moment.table.alias("moment_of_order").c
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


_NOTHING = literal(0, type_=_ORDER.price.type)
"""As wide as what it is compared with."""
_NOW = bindparam("order_now", type_=BigInteger)

_HERE = and_(
    _ORDER.chain_id == bindparam("order_chain"),
    _ORDER.genesis_hash == bindparam("order_genesis"),
    _ORDER.exchange == bindparam("order_exchange"),
)
_FILLED = exists().where(_FILL.order_hash == _ORDER.hash)
_COUNTER = func.coalesce(_MAKERS.counter, _NOTHING)
_GROUP_CLOSED = _GROUP.maker.is_not(None)
# Another offer of the group was filled, which closed it.
_GROUP_FILLED = exists().where(
    _FILL.maker == _ORDER.maker, _FILL.group == _ORDER.group, _FILL.side != _LISTING
)
_APPROVED = or_(
    func.coalesce(_APPROVAL.exchange, False),
    func.coalesce(_TOKEN.approved == _ORDER.exchange, False),
)
_PAUSED_UNTIL = func.coalesce(
    select(_PAUSE.until).where(_PAUSE.contract == "MomentExchange").scalar_subquery(), 0
)
_OF_TOKEN = _ORDER.token_id.is_not(None)
# The token of an offer, or one of its moment, has the version it asks for.
_ANY_OF_MOMENT = exists().where(_TOKENS.moment == _ORDER.moment, _TOKENS.version == _ORDER.version)
_VERSION_THERE = or_(
    and_(_OF_TOKEN, _TOKEN.version == _ORDER.version), and_(~_OF_TOKEN, _ANY_OF_MOMENT)
)
_NOT_MINTED = or_(and_(_OF_TOKEN, _TOKEN.token_id.is_(None)), _OF.moment.is_(None), _OF.minted == 0)

_REASON_OF_LISTING = case(
    (_TOKEN.token_id.is_(None), "not_minted"),
    (_TOKEN.owner != _ORDER.maker, "not_owner"),
    (_TOKEN.version != _ORDER.version, "version_outdated"),
    (~_APPROVED, "not_approved"),
    (_PAUSED_UNTIL > _NOW, "paused"),
    else_="open",
)
_REASON_OF_OFFER = case(
    (_NOT_MINTED, "not_minted"),
    (and_(_ORDER.version != 0, ~_VERSION_THERE), "version_outdated"),
    (func.coalesce(_TT.balance, _NOTHING) < _ORDER.price, "balance_too_low"),
    (func.coalesce(_ALLOWANCE.amount, _NOTHING) < _ORDER.price, "allowance_too_low"),
    else_="open",
)

REASON: ColumnElement[str] = case(
    (~_HERE, "another_chain"),
    (_FILLED, "filled"),
    (_ORDER.counter != _COUNTER, "counter_raised"),
    (and_(_GROUP_CLOSED, _GROUP_FILLED), "group_filled"),
    (_GROUP_CLOSED, "group_cancelled"),
    (_ORDER.expiry <= _NOW, "expired"),
    (_ORDER.signed_at > _NOW, "not_yet_open"),
    (_ORDER.side == _LISTING, _REASON_OF_LISTING),
    else_=_REASON_OF_OFFER,
)
"""`open`, or why the order cannot be filled in the block after the one it is looked at (`asked_at`)."""


def orders(*chosen: Any) -> Select[Any]:
    """`chosen` columns of signed orders beside everything that decides about them, and the reason."""
    maker = _ORDER.maker
    beside = (
        (_TOKEN, _TOKEN.token_id == _ORDER.token_id),
        (_OF, _OF.moment == _ORDER.moment),
        (_MAKERS, _MAKERS.maker == maker),
        (_APPROVAL, _APPROVAL.owner == maker),
        (_TT, _TT.account == maker),
        (_ALLOWANCE, _ALLOWANCE.account == maker),
        (_GROUP, and_(_GROUP.maker == maker, _GROUP.group == _ORDER.group)),
    )
    source = maker.table
    for those, condition in beside:
        source = source.outerjoin(next(iter(those)).table, condition)
    return select(*chosen, REASON.label("reason")).select_from(source)
