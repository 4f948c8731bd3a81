"""Incomes, bookings and the days they came on, against their totals."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import col

from toktok.indexer.audit.checks.matching import Keyed, checks, keyed, mapped, totals
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.handlers.days import DAY
from toktok.store.tables import (
    FanGift,
    Income,
    IncomeTotal,
    Moment,
    MomentIncome,
    RevenueDay,
    RevenueTotal,
    SaleBooking,
    SaleReferral,
    Sound,
    Trade,
)

_PARTS = ("to_sound", "to_creator", "to_fans", "to_protocol")
_REVENUE = ("count", "amount", "to_creator", "to_fans", "shared")


def check_incomes(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What was booked and divided."""
    yield from _divided(snapshot)
    yield from _parts(snapshot)
    yield from _bookings(snapshot)
    yield from _sounds(snapshot)
    yield from _revenue(snapshot)


def _divided(snapshot: Snapshot) -> Iterator[CrossCheck]:
    divided = [getattr(Income, name) for name in ("amount", *_PARTS)]
    yield from checks(
        "income_total",
        ("count", "amount", *_PARTS),
        keyed(
            snapshot,
            (IncomeTotal.creator, IncomeTotal.source),
            [getattr(IncomeTotal, name) for name in ("count", "amount", *_PARTS)],
        ),
        totals(
            mapped(
                keyed(snapshot, (Income.creator, Income.source), divided),
                lambda *values: (1, *values),
            )
        ),
        source="sum of incomes",
    )
    yield from checks(
        "moment_income",
        ("divided", *_PARTS),
        keyed(
            snapshot,
            (MomentIncome.moment,),
            [getattr(MomentIncome, name) for name in ("divided", *_PARTS)],
        ),
        totals(keyed(snapshot, (Income.moment,), divided, col(Income.moment).is_not(None))),
        source="sum of incomes",
    )


def _parts(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """The parts of each income are all of it."""
    place = (Income.block_number, Income.log_index)
    columns = [getattr(Income, name) for name in ("amount", *_PARTS)]
    for key, (amount, *parts) in keyed(snapshot, place, columns):
        name = f"{key[0]}/{key[1]}"
        yield CrossCheck("income", name, "amount", amount, sum(parts), "sum of its parts")


def _bookings(snapshot: Snapshot) -> Iterator[CrossCheck]:
    kept = (
        MomentIncome.divided,
        MomentIncome.sales,
        MomentIncome.resales,
    )
    yield from checks(
        "moment_income",
        ("divided + sales + resales",),
        mapped(keyed(snapshot, (MomentIncome.moment,), kept), lambda *values: (sum(values),)),
        totals(keyed(snapshot, (SaleBooking.moment,), (SaleBooking.amount,))),
        source="sum of bookings",
    )
    referred = keyed(snapshot, (MomentIncome.moment,), (MomentIncome.referred,))
    paid = keyed(
        snapshot, (Income.moment,), (Income.to_referrers,), col(Income.moment).is_not(None)
    )
    yield from checks(
        "moment_income",
        ("referred + paid to referrers",),
        totals(heapq.merge(referred, paid)),
        totals(keyed(snapshot, (SaleReferral.moment,), (SaleReferral.amount,))),
        source="sum of sale referrals",
    )


def _sounds(snapshot: Snapshot) -> Iterator[CrossCheck]:
    uses = keyed(snapshot, (Moment.sound_id,), (Moment.moment,), col(Moment.sound_id).is_not(None))
    paid = keyed(
        snapshot,
        (Moment.sound_id,),
        (MomentIncome.to_sound,),
        col(Moment.sound_id).is_not(None),
        col(Moment.moment) == col(MomentIncome.moment),
    )
    yield from checks(
        "sound",
        ("moments", "earned"),
        keyed(snapshot, (Sound.sound_id,), (Sound.moments, Sound.earned)),
        totals(
            heapq.merge(mapped(uses, lambda _: (1, 0)), mapped(paid, lambda amount: (0, amount)))
        ),
        source="moments that use it",
    )


def _revenue(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Days add up to the total; those of trades are the trades, gifts to fans the gifts."""
    for source in snapshot.distinct(RevenueTotal.source):
        yield from checks(
            "revenue_total",
            tuple(f"{source} {name}" for name in _REVENUE),
            _sums(snapshot, RevenueTotal, source, (RevenueTotal.subject,)),
            totals(_sums(snapshot, RevenueDay, source, (RevenueDay.subject,))),
            source="sum of its days",
        )
    gifts = keyed(snapshot, (FanGift.token,), (FanGift.amount,))
    yield from checks(
        "revenue_total",
        ("fan_gift count", "fan_gift amount"),
        keyed(
            snapshot,
            (RevenueTotal.subject,),
            (RevenueTotal.count, RevenueTotal.amount),
            col(RevenueTotal.source) == "fan_gift",
        ),
        totals(mapped(gifts, lambda amount: (1, amount))),
        source="sum of gifts",
    )
    yield from checks(
        "revenue_day",
        tuple(f"trade {name}" for name in _REVENUE),
        _sums(snapshot, RevenueDay, "trade", (RevenueDay.subject, RevenueDay.day)),
        totals(_fees(snapshot)),
        source="sum of trades",
    )


def _sums(
    snapshot: Snapshot,
    table: type[RevenueTotal] | type[RevenueDay],
    source: str,
    key: Sequence[Any],
) -> Keyed:
    """What came in by one source, by `key`."""
    sums = [getattr(table, name) for name in _REVENUE]
    return keyed(snapshot, key, sums, col(table.source) == source)


def _fees(snapshot: Snapshot) -> Keyed:
    """Trades' fees by token and day: how many, all, creator's, fans', and nothing for others."""
    fees = (Trade.creator_fee, Trade.fan_fee, Trade.protocol_fee)
    for (token, timestamp), values in keyed(snapshot, (Trade.token, Trade.timestamp), fees):
        creator, fans, protocol = values
        yield (token, timestamp // DAY * DAY), (1, creator + fans + protocol, creator, fans, 0)
