"""What became of signed vouchers: told by the mirror alone, whenever it is asked."""

from __future__ import annotations

from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Select, and_, case, select
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


def vouchers(*columns: Any, venue: Venue, head: Head) -> Select[Any]:
    """`columns` of signed vouchers, the moment that came of each, and the reason."""
    nonce = and_(
        col(VoucherNonce.creator) == col(SignedVoucher.creator),
        col(VoucherNonce.nonce) == col(SignedVoucher.nonce),
    )
    return (
        select(
            *columns, col(_Minted.moment).label("moment"), reason_of(venue, head).label("reason")
        )
        .select_from(SignedVoucher)
        .outerjoin(_Minted, col(_Minted.voucher) == col(SignedVoucher.hash))
        .outerjoin(VoucherNonce, nonce)
        .outerjoin(CreatorAccount, col(CreatorAccount.account) == col(SignedVoucher.creator))
        .outerjoin(Sound, col(Sound.sound_id) == col(SignedVoucher.sound_id))
    )


def reason_of(venue: Venue, head: Head) -> ColumnElement[str]:
    """`unminted` where a first buyer can, or will, create the moment; or what became of it."""
    here = and_(
        col(SignedVoucher.chain_id) == venue.chain_id,
        col(SignedVoucher.genesis_hash) == venue.genesis_hash,
        col(SignedVoucher.contract) == venue.moments,
    )
    spent = col(VoucherNonce.creator).is_not(None)
    moved = col(CreatorAccount.moves).is_not(None)
    closes_at = col(SignedVoucher.closes_at)
    return case(
        (~here, "another_chain"),
        (col(_Minted.moment).is_not(None), "minted"),
        (and_(spent, col(VoucherNonce.moment).is_(None)), "nonce_cancelled"),
        (spent, "nonce_used"),
        (and_(moved, col(CreatorAccount.moves) != col(SignedVoucher.moves)), "creator_moved"),
        (and_(~moved, col(SignedVoucher.moves) != 0), "creator_moved"),
        (and_(closes_at != 0, closes_at <= head.timestamp), "sale_over"),
        (
            and_(col(SignedVoucher.sound_id).is_not(None), col(Sound.sound_id).is_(None)),
            "no_sound",
        ),
        else_="unminted",
    )


def state_of(reason: str) -> VoucherState:
    """The state a voucher with this reason is in."""
    return _STATES.get(reason, "void")


def states(wanted: VoucherState) -> tuple[str, ...]:
    """The reasons that make up a state."""
    if wanted == "void":
        return VOID_REASONS
    return tuple(reason for reason, state in _STATES.items() if state == wanted)
