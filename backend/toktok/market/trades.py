"""Trades of a creator's token, the last first."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.market.paging import Listing, before_event
from toktok.market.rows import TradeRow
from toktok.market.values import Page
from toktok.store.tables import Creator, Trade


def list_trades(
    session: Session, creator: Creator, *, limit: int = 50, cursor: str | None = None
) -> Page[TradeRow]:
    """Purchases and sales of `creator`'s token. Raises ForeignCursor."""
    listing = Listing(("trades", creator.token))
    statement = (
        select(Trade)
        .where(Trade.token == creator.token)
        .order_by(col(Trade.block_number).desc(), col(Trade.log_index).desc())
        .limit(limit + 1)
    )
    if cursor is not None:
        key = listing.key(cursor)
        statement = statement.where(
            before_event(col(Trade.block_number), col(Trade.log_index), key)
        )
    found = session.exec(statement).all()
    rows = tuple(_row(trade, creator) for trade in found[:limit])
    return Page(rows, listing.cursor(rows[-1].id) if len(found) > limit else None)


def _row(trade: Trade, creator: Creator) -> TradeRow:
    return TradeRow(
        id=(trade.block_number, trade.log_index),
        tx_hash=trade.tx_hash,
        block=trade.block_number,
        timestamp=trade.timestamp,
        token=trade.token,
        handle=creator.handle,
        symbol=creator.symbol,
        trader=trade.trader,
        to=trade.recipient,
        side="buy" if trade.is_buy else "sell",
        tt_amount=trade.tt_amount,
        token_amount=trade.token_amount,
        creator_fee=trade.creator_fee,
        fan_fee=trade.fan_fee,
        protocol_fee=trade.protocol_fee,
        referrer=trade.referrer,
        referrer_fee=trade.referrer_fee,
        price=trade.price,
        reserve=trade.reserve,
        supply=trade.supply,
    )
