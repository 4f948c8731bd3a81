"""How many hold a creator's token, day by day, the oldest first, as charts want them."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.market.paging import Listing
from toktok.market.rows import HolderDayRow
from toktok.market.values import Address, Page
from toktok.store.tables import HolderDay


def list_holder_days(
    session: Session,
    token: Address,
    *,
    start: int | None = None,
    end: int | None = None,
    limit: int = 90,
    cursor: str | None = None,
) -> Page[HolderDayRow]:
    """Days that begin at `start` or later and before `end` (timestamps) and changed something.

    What holds on a day without a row is in the last row before. Without `start`, the first page begins
    so that it holds the last `limit` days. Raises ForeignCursor.
    """
    listing = Listing(("holder days", token, start, end))
    statement = select(HolderDay).where(HolderDay.token == token)
    if end is not None:
        statement = statement.where(HolderDay.day < end)
    if cursor is not None:
        statement = statement.where(HolderDay.day > listing.key(cursor, (63,))[0])
    elif start is not None:
        statement = statement.where(HolderDay.day >= start)
    else:
        latest = statement.order_by(col(HolderDay.day).desc()).limit(limit)
        return Page(tuple(_row(each) for each in reversed(session.exec(latest).all())), None)
    found = session.exec(statement.order_by(col(HolderDay.day)).limit(limit + 1)).all()
    rows = tuple(_row(each) for each in found[:limit])
    return Page(rows, listing.cursor((rows[-1].day,)) if len(found) > limit else None)


def _row(each: HolderDay) -> HolderDayRow:
    return HolderDayRow(day=each.day, holders=each.holders, supply=each.supply)
