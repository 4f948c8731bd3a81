"""Whether serials of a moment can be bought from its creator now, by the chain's clock."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case

from toktok.moments.rows import SaleState
from toktok.store.rows import columns
from toktok.store.tables import Moment

_MOMENT = columns(Moment)


def sale_state(moment: Moment, *, now: int) -> SaleState:
    """Where the sale stands at timestamp `now`. A one-of-one without a price was never for sale so."""
    if moment.price == 0:
        return "one_of_one"
    if moment.minted == moment.edition_size:
        return "sold_out"
    if now < moment.opens_at:
        return "to_come"
    return "closed" if moment.closes_at and now >= moment.closes_at else "open"


def sale_state_at(now: int | ColumnElement[int]) -> ColumnElement[str]:
    """The same, for a query to filter by."""
    closed = and_(_MOMENT.closes_at != 0, _MOMENT.closes_at <= now)
    return case(
        (_MOMENT.price == 0, "one_of_one"),
        (_MOMENT.minted == _MOMENT.edition_size, "sold_out"),
        (_MOMENT.opens_at > now, "to_come"),
        (closed, "closed"),
        else_="open",
    )
