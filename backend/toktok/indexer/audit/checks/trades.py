"""Trades against what is kept of them: turnover, curves, referrals, positions."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from sqlmodel import col

from toktok.chain.addresses import checksum
from toktok.indexer.audit.checks.matching import Keyed, checks, keyed, lasts, mapped, totals
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.market.curve import LAUNCH_SUPPLY
from toktok.store.tables import Activity, Allocation, Creator, Holder, Referral, Status, Trade

_PLACE = (Trade.block_number, Trade.log_index)


def check_trades(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Everything that trades, and what was returned to the market, add up to."""
    yield from _turnover(snapshot)
    yield from _last_trades(snapshot)
    yield from _curves(snapshot)
    yield from _referrals(snapshot)
    yield from _positions(snapshot)
    yield from _costs(snapshot)


def returns(snapshot: Snapshot, *key: str) -> Keyed:
    """What came back to the market off allocations, by attributes of `Activity`: token wei, TT wei."""
    columns = [getattr(Activity, name) for name in key]
    rows = keyed(snapshot, columns, (Activity.data,), col(Activity.kind) == "return")
    return mapped(rows, lambda each: (int(each["amount"]), int(each["tt_amount"])))


def _turnover(snapshot: Snapshot) -> Iterator[CrossCheck]:
    kept = (
        Creator.trades,
        Creator.volume,
        Creator.protocol_owed,
        Creator.protocol_collected,
    )
    paid = (Trade.gross, Trade.protocol_fee, Trade.referrer_fee)
    return checks(
        "creator",
        ("trades", "volume", "protocol_owed + protocol_collected"),
        mapped(
            keyed(snapshot, (Creator.token,), kept),
            lambda trades, volume, owed, collected: (trades, volume, owed + collected),
        ),
        totals(
            mapped(
                keyed(snapshot, (Trade.token,), paid),
                lambda gross, fee, referrer_fee: (1, gross, fee - referrer_fee),
            )
        ),
        source="sum of trades",
    )


def _last_trades(snapshot: Snapshot) -> Iterator[CrossCheck]:
    return checks(
        "creator",
        ("last_trade_at",),
        keyed(snapshot, (Creator.token,), (Creator.last_trade_at,)),
        lasts(keyed(snapshot, (Trade.token,), (Trade.timestamp,), by=_PLACE)),
        source="the last trade",
        empty=None,
    )


def _curves(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """Supply and reserve of a trading token are those of its launch and what was traded since."""
    kept = keyed(
        snapshot,
        (Creator.token,),
        (Creator.supply, Creator.reserve, Creator.raised),
        col(Creator.status) == Status.TRADING,
    )
    traded = keyed(
        snapshot,
        (Trade.token,),
        (
            Trade.is_buy,
            Trade.token_amount,
            Trade.gross,
            Trade.creator_fee,
            Trade.fan_fee,
            Trade.protocol_fee,
        ),
    )
    moved = heapq.merge(
        mapped(traded, _moved),
        mapped(returns(snapshot, "token"), lambda tokens, tt: (-tokens, -tt)),
    )
    return checks(
        "creator",
        ("supply since launch", "reserve since launch"),
        mapped(kept, lambda supply, reserve, raised: (supply - LAUNCH_SUPPLY, reserve - raised)),
        totals(moved),
        source="sum of trades and returns",
    )


def _moved(is_buy: bool, tokens: int, gross: int, *fees: int) -> tuple[int, int]:
    """Token wei minted and TT wei that came into the reserve."""
    return (tokens, gross - sum(fees)) if is_buy else (-tokens, -gross)


def _referrals(snapshot: Snapshot) -> Iterator[CrossCheck]:
    yield from checks(
        "referral",
        ("earned",),
        keyed(snapshot, (Referral.account,), (Referral.earned,)),
        totals(
            keyed(
                snapshot,
                (Trade.referrer,),
                (Trade.referrer_fee,),
                col(Trade.referrer).is_not(None),
            )
        ),
        source="sum of trades",
    )
    for row in snapshot.stream(Referral):
        sides = row.owed + row.collected
        key = checksum(row.account)
        yield CrossCheck("referral", key, "owed + collected", sides, row.earned, "earned")


def _positions(snapshot: Snapshot) -> Iterator[CrossCheck]:
    bought = keyed(
        snapshot, (Trade.token, Trade.recipient), (Trade.tt_amount,), col(Trade.is_buy).is_(True)
    )
    sold = keyed(
        snapshot, (Trade.token, Trade.trader), (Trade.tt_amount,), col(Trade.is_buy).is_(False)
    )
    returned = mapped(returns(snapshot, "token", "account"), lambda _, tt: (0, tt))
    return checks(
        "holder",
        ("bought", "sold"),
        keyed(snapshot, (Holder.token, Holder.account), (Holder.bought, Holder.sold)),
        totals(
            heapq.merge(
                mapped(bought, lambda tt: (tt, 0)), mapped(sold, lambda tt: (0, tt)), returned
            )
        ),
        source="sum of trades and returns",
    )


def _costs(snapshot: Snapshot) -> Iterator[CrossCheck]:
    """What all who have a token paid for it is in their positions still, or was realised."""
    held = (Holder.cost, Holder.realised)
    paid = (Holder.bought, Holder.sold)
    return checks(
        "holder",
        ("cost - realised",),
        totals(
            heapq.merge(
                mapped(keyed(snapshot, (Holder.token,), held), lambda cost, won: (cost - won,)),
                keyed(snapshot, (Allocation.token,), (Allocation.cost,)),
            )
        ),
        totals(
            heapq.merge(
                mapped(keyed(snapshot, (Holder.token,), paid), lambda paid, got: (paid - got,)),
                keyed(
                    snapshot,
                    (Allocation.token,),
                    (Allocation.contributed,),
                    col(Allocation.refunded).is_(False),
                ),
            )
        ),
        source="bought - sold + contributed",
    )
