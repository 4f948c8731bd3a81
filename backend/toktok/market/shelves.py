"""The market's shelves: creators that trade, those on the rise, those that are new, and launches."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import Literal

from sqlmodel import Session

from toktok.market.creators import list_creators
from toktok.market.head import read_head
from toktok.market.ranking import Order
from toktok.market.recent import WEEK
from toktok.market.rows import CreatorRow, Status
from toktok.market.values import Page

Shelf = Literal["trading", "rising", "new", "launching"]

_LISTS: dict[Shelf, tuple[Status, Order | None]] = {
    "trading": ("trading", None),
    "rising": ("trading", "inflow"),
    "new": ("trading", "newest"),
    "launching": ("open", "newest"),
}


def list_shelf(
    session: Session,
    shelf: Shelf,
    *,
    sort: Order = "reserve",
    query: str = "",
    limit: int = 24,
    cursor: str | None = None,
) -> Page[CreatorRow]:
    """A shelf's creators; only those that trade can be sorted as one likes.

    Rising: more TT came in than went out in 24 hours, the most first. New: launched within the last week.
    Raises ForeignCursor, StaleCursor.
    """
    status, order = _LISTS[shelf]
    page = list_creators(
        session, sort=order or sort, status=status, query=query, limit=limit, cursor=cursor
    )
    kept = tuple(takewhile(_belongs(shelf, read_head(session).timestamp), page.items))
    # In the order of the shelf nothing that belongs to it comes after something that does not.
    return page if len(kept) == len(page.items) else Page(kept, None)


def _belongs(shelf: Shelf, now: int) -> Callable[[CreatorRow], bool]:
    if shelf == "rising":
        return lambda row: row.inflow_24h > 0
    if shelf == "new":
        return lambda row: row.launched_at > now - WEEK
    return lambda _: True
