"""What was booked for an account: its income by source, its own part of what is shared; sums are those of payouts.

Dividends and fees of trades are running sums in the market's books: they are given when they are collected.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session, col

from toktok.market.activity import handles_of
from toktok.market.incomes import EARNED_BY
from toktok.market.values import NO_TOKEN, Address, Wei
from toktok.moments.flows import Flow, in_order
from toktok.store.tables import Collection, Credit, Source, Trade
from toktok.store.tables.happening import Happening


def credited(session: Session, account: Address) -> Iterator[Flow]:
    """What the ledger credited it, when it did."""
    for found in in_order(session, Credit, Credit.account == account):
        handles = handles_of(session, (each.token for each in found))
        for each in found:
            yield Flow(
                event=(each.block_number, each.log_index),
                timestamp=each.timestamp,
                tx_hash=each.tx_hash,
                kind=EARNED_BY[each.source],
                token=None if each.token == NO_TOKEN else each.token,
                handle=handles.get(each.token),
                moment=each.moment,
                counts_as="returned" if each.source == Source.OUTBID else "income",
                creator=None if each.creator == NO_TOKEN else each.creator,
                booked=each.amount,
            )


def collected(session: Session, account: Address) -> Iterator[Flow]:
    """What it collected of tokens' books; the claim it was collected for comes after it."""
    for found in in_order(session, Collection, Collection.account == account):
        handles = handles_of(session, (each.token for each in found))
        for each in found:
            for kind in ("dividends", "trade_fees", "protocol"):
                amount: Wei = getattr(each, kind)
                if amount:
                    yield _income(each, kind, each.token, handles.get(each.token), amount)


def referred(session: Session, account: Address) -> Iterator[Flow]:
    """Its part of the fees of trades it referred, when they happened."""
    for found in in_order(session, Trade, col(Trade.referrer) == account):
        handles = handles_of(session, (each.token for each in found))
        for each in found:
            if each.referrer_fee:
                handle = handles.get(each.token)
                yield _income(each, "referrals", each.token, handle, each.referrer_fee)


def _income(row: Happening, kind: str, token: Address, handle: str | None, amount: Wei) -> Flow:
    place = (row.block_number, row.log_index)
    return Flow(
        place, row.timestamp, row.tx_hash, kind, token, handle, None, "income", booked=amount
    )
