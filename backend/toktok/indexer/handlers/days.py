"""Days (UTC, by the chain's clock): revenue by source, holders and supply at their end."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.indexer.handlers.look import Read
from toktok.indexer.mirror import Mirror
from toktok.store.tables import Creator, HolderDay, RevenueDay, RevenueSource, RevenueTotal

DAY = 86_400


def keep_revenue(
    state: Mirror,
    subject: bytes,
    source: RevenueSource,
    *,
    amount: int,
    to_creator: int = 0,
    to_fans: int = 0,
) -> None:
    """Add a payment of `amount` TT wei, and who got how much of it, to the day and to all days."""
    rows = state.rows
    day = rows.edit_or_new(RevenueDay, subject, state.timestamp // DAY * DAY, source)
    total = rows.edit_or_new(RevenueTotal, subject, source)
    day.count += 1
    day.amount += amount
    day.to_creator += to_creator
    day.to_fans += to_fans
    total.count += 1
    total.amount += amount
    total.to_creator += to_creator
    total.to_fans += to_fans


def keep_shared(state: Mirror, subject: bytes, source: RevenueSource, amount: int) -> None:
    """Of what creators got today from a source, so much went to others; the payment is kept already."""
    rows = state.rows
    rows.edit(RevenueDay, subject, state.timestamp // DAY * DAY, source).shared += amount
    rows.edit(RevenueTotal, subject, source).shared += amount


def keep_holders(state: Mirror, creator: Creator, *, holders: int, supply: int) -> None:
    """Note the day's holders and supply if they are not what they were, `holders` and `supply`."""
    if creator.holders == holders and creator.supply == supply:
        return
    row = state.rows.edit_or_new(HolderDay, creator.token, state.timestamp // DAY * DAY)
    row.holders = creator.holders
    row.supply = creator.supply


def revenue_read(subject: bytes, source: RevenueSource, timestamp: int) -> Iterator[Read]:
    """The rows that `keep_revenue` changes."""
    yield RevenueDay, (subject, timestamp // DAY * DAY, source)
    yield RevenueTotal, (subject, source)


def holders_read(token: bytes, timestamp: int) -> Read:
    """The row that `keep_holders` changes."""
    return HolderDay, (token, timestamp // DAY * DAY)
