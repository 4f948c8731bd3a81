"""Trades of a creator's token, the last first."""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlmodel import Session

from toktok.market.paging import LatestFirst, Listing
from toktok.market.rows import TradeRow
from toktok.market.values import Page
from toktok.store.rows import columns
from toktok.store.tables import Creator, Trade

_TRADES = LatestFirst(Trade, columns(Trade).token == bindparam("token"))


def list_trades(
    session: Session, creator: Creator, *, limit: int = 50, cursor: str | None = None
) -> Page[TradeRow]:
    """Purchases and sales of `creator`'s token. Raises ForeignCursor."""
    listing = Listing(("trades", creator.token))
    after = None if cursor is None else listing.key(cursor)
    found = _TRADES.read(session, after=after, limit=limit + 1, token=creator.token)
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
