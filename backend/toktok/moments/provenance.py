"""Where a token comes from: every hand it went through, and what was paid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlmodel import Session, col, select

from toktok.moments.rows import Hand, HandOver
from toktok.moments.venue import Venue
from toktok.store.tables import MomentSale, MomentTransfer

SHOWN = 100


def provenance(session: Session, token_id: int, venue: Venue) -> tuple[HandOver, ...]:
    """The last hands a token went through, the last first."""
    moves = session.exec(
        select(MomentTransfer)
        .where(MomentTransfer.token_id == token_id)
        .order_by(col(MomentTransfer.block_number).desc(), col(MomentTransfer.log_index).desc())
        .limit(SHOWN)
    ).all()
    sales = session.exec(
        select(MomentSale)
        .where(
            MomentSale.token_id <= token_id, MomentSale.token_id + MomentSale.quantity > token_id
        )
        .where(col(MomentSale.block_number).in_({each.block_number for each in moves}))
    )
    last_first = sorted(sales, key=lambda sale: sale.log_index, reverse=True)
    return tuple(_hand_over(each, _sale_behind(each, last_first), venue) for each in moves)


def _sale_behind(move: MomentTransfer, sales: Sequence[MomentSale]) -> MomentSale | None:
    """The sale that moved the token: told just before it moves, but for mints, told after."""
    for sale in sales:
        if sale.tx_hash == move.tx_hash and (
            sale.kind == "mint" if move.sender is None else sale.log_index < move.log_index
        ):
            return sale if sale.to == move.to else None
    return None


def _hand_over(move: MomentTransfer, sale: MomentSale | None, venue: Venue) -> HandOver:
    return HandOver(
        id=(move.block_number, move.log_index),
        tx_hash=move.tx_hash,
        block=move.block_number,
        timestamp=move.timestamp,
        kind=_kind(move, sale, venue),
        sender=move.sender,
        to=move.to,
        price=sale.price if sale is not None else None,
        version=move.version,
    )


def _kind(move: MomentTransfer, sale: MomentSale | None, venue: Venue) -> Hand:
    if move.sender is None:
        return "mint"
    if sale is not None:
        return cast(Hand, sale.kind)
    return "escrow" if venue.auction in (move.sender, move.to) else "transfer"
