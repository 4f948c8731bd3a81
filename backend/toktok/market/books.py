"""A token's revenue at a moment, from its row."""

from __future__ import annotations

from toktok.market.dividends import Books, release
from toktok.store.tables import Creator


def books_at(creator: Creator, now: int) -> Books:
    """A token's books with everything released that is due by timestamp `now`."""
    books = Books(
        supply=creator.supply,
        updated_at=creator.touched_at,
        accumulator=creator.accumulator,
        pending=creator.pending,
        creator_owed=creator.creator_owed,
    )
    return release(books, max(now, creator.touched_at))
