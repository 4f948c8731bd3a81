"""What became of signed vouchers: told by the mirror alone, whenever it is asked."""

from __future__ import annotations

from typing import Any, Literal, get_args

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, case, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from toktok.market.head import Head
from toktok.moments.signed_rows import VoucherState
from toktok.moments.venue import Venue
from toktok.store.tables import CreatorAccount, Moment, SignedVoucher, Sound, VoucherNonce

VoidReason = Literal["another_chain", "nonce_used", "creator_moved", "sale_over", "no_sound"]
VOID_REASONS: tuple[str, ...] = get_args(VoidReason)

_STATES: dict[str, VoucherState] = {
    "unminted": "unminted",
    "minted": "minted",
    "nonce_cancelled": "cancelled",
}

_Minted = aliased(Moment)


_MOVES = col(CreatorAccount.moves)
_CLOSES_AT = col(SignedVoucher.closes_at)
_SPENT = col(VoucherNonce.creator).is_not(None)
_HERE = and_(
    col(SignedVoucher.chain_id) == bindparam("voucher_chain"),
    col(SignedVoucher.genesis_hash) == bindparam("voucher_genesis"),
    col(SignedVoucher.contract) == bindparam("voucher_contract"),
)

REASON: ColumnElement[str] = case(
    (~_HERE, "another_chain"),
    (col(_Minted.moment).is_not(None), "minted"),
    (and_(_SPENT, col(VoucherNonce.moment).is_(None)), "nonce_cancelled"),
    (_SPENT, "nonce_used"),
    (and_(_MOVES.is_not(None), col(SignedVoucher.moves) != _MOVES), "creator_moved"),
    (and_(_MOVES.is_(None), col(SignedVoucher.moves) != 0), "creator_moved"),
    (
        and_(_CLOSES_AT != 0, bindparam("voucher_now", type_=BigInteger) >= _CLOSES_AT),
        "sale_over",
    ),
    (and_(col(SignedVoucher.sound_id).is_not(None), col(Sound.sound_id).is_(None)), "no_sound"),
    else_="unminted",
)
"""`unminted` where a first buyer can, or will, create the moment; or what became of it (`asked_at`)."""


def asked_at(venue: Venue, head: Head) -> dict[str, Any]:
    """What statements about the state of vouchers leave open: where they are looked at, and when."""
    return {
        "voucher_chain": venue.chain_id,
        "voucher_genesis": venue.genesis_hash,
        "voucher_contract": venue.moments,
        "voucher_now": head.timestamp,
    }


def vouchers(*columns: Any) -> Select[Any]:
    """`columns` of signed vouchers, the moment that came of each, and the reason."""
    nonce = and_(
        col(VoucherNonce.creator) == col(SignedVoucher.creator),
        col(VoucherNonce.nonce) == col(SignedVoucher.nonce),
    )
    return (
        select(*columns, col(_Minted.moment).label("moment"), REASON.label("reason"))
        .select_from(SignedVoucher)
        .outerjoin(_Minted, col(_Minted.voucher) == col(SignedVoucher.hash))
        .outerjoin(VoucherNonce, nonce)
        .outerjoin(CreatorAccount, col(CreatorAccount.account) == col(SignedVoucher.creator))
        .outerjoin(Sound, col(Sound.sound_id) == col(SignedVoucher.sound_id))
    )


def state_of(reason: str) -> VoucherState:
    """The state a voucher with this reason is in."""
    return _STATES.get(reason, "void")


def states(wanted: VoucherState) -> tuple[str, ...]:
    """The reasons that make up a state."""
    if wanted == "void":
        return VOID_REASONS
    return tuple(reason for reason, state in _STATES.items() if state == wanted)
