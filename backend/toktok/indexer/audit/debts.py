"""What everybody could claim, and what the contracts therefore have to hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from toktok.indexer.audit.snapshot import Snapshot
from toktok.market.incomes import Credit, credits, divide
from toktok.store.tables import (
    Auction,
    AuctionStatus,
    Fund,
    LedgerAccount,
    MomentIncome,
    Referral,
    Source,
    Status,
)


class Debts:
    """For every account: TT wei it could claim, and the tokens and moments it comes from."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.amounts: dict[bytes, int] = defaultdict(int)
        self.tokens: dict[bytes, dict[bytes, None]] = defaultdict(dict)
        self.moments: dict[bytes, dict[int, None]] = defaultdict(dict)
        self._add_accruals(snapshot)
        for row in snapshot.all(MomentIncome):
            for account, amount in waiting_credits(snapshot, row):
                self.amounts[account] += amount
                self.moments[account][row.moment] = None

    def _add_accruals(self, snapshot: Snapshot) -> None:
        for row in snapshot.all(LedgerAccount):
            self._add(row.account, row.balance)
        for referral in snapshot.all(Referral):
            self._add(referral.account, referral.owed)
        for holder in snapshot.holders.values():
            self._add(holder.account, snapshot.balance_dividends(holder), holder.token)
        for each in snapshot.allocations.values():
            self._add(each.account, snapshot.allocation_dividends(each), each.token)
        for creator in snapshot.creators.values():
            if creator.status != Status.TRADING:
                continue
            owed = snapshot.books(creator).creator_owed
            self._add(snapshot.payout_of(creator.creator), owed, creator.token)
            self._add(snapshot.protocol.protocol_payout, creator.protocol_owed, creator.token)

    def _add(self, account: bytes, amount: int, token: bytes | None = None) -> None:
        self.amounts[account] += amount
        if token is not None:
            self.tokens[account][token] = None


def follows(snapshot: Snapshot, row: MomentIncome) -> tuple[bytes, bytes | None]:
    """Who earns of a moment now, and the trading token whose holders do."""
    if row.token is None:
        return row.creator, snapshot.trading.get(row.creator)
    followed = snapshot.creators.get(row.token)
    return (followed.creator if followed else row.creator), row.token


def waiting_credits(snapshot: Snapshot, row: MomentIncome) -> Iterator[Credit]:
    """Who would be credited what if the moment's bookings were divided now."""
    creator, token = follows(snapshot, row)
    own = row.splits or snapshot.own_lists.get(creator)
    side = snapshot.list_of(own) if own else [(snapshot.payout_of(creator), 10_000)]
    for source, amount, referred in (
        (Source.SALE, row.sales, row.referred),
        (Source.RESALE, row.resales, 0),
    ):
        parts = divide(
            source,
            amount,
            has_fans=token is not None,
            royalty_bps=row.royalty_bps,
            sound_bps=row.sound_bps,
        )
        yield from credits(
            parts,
            sound=snapshot.list_of(row.sound_splits),
            side=side,
            protocol=snapshot.protocol.protocol_payout,
            referred=referred,
        )


def owed_by_market(snapshot: Snapshot) -> int:
    """TT wei of reserves, open contributions, bonds, refunds, fees and dividends."""
    owed = sum(row.owed for row in snapshot.all(Referral))
    for creator in snapshot.creators.values():
        if creator.status == Status.OPEN:
            owed += creator.raised + creator.bond
        elif creator.status == Status.TRADING:
            books = snapshot.books(creator)
            owed += creator.reserve + creator.protocol_owed + books.pending + books.creator_owed
    for holder in snapshot.holders.values():
        owed += snapshot.balance_dividends(holder)
    for allocation in snapshot.allocations.values():
        owed += snapshot.allocation_dividends(allocation)
        failed = snapshot.creators[allocation.token].status == Status.FAILED
        owed += allocation.contributed if failed and not allocation.refunded else 0
    return owed


def owed_by_ledger(snapshot: Snapshot) -> int:
    """TT wei credited, and booked and not yet divided."""
    waiting = sum(row.sales + row.resales - row.referred for row in snapshot.all(MomentIncome))
    return waiting + sum(row.balance for row in snapshot.all(LedgerAccount))


def owed_by_auctions(snapshot: Snapshot) -> int:
    """TT wei of the highest bids of running auctions."""
    running = (row for row in snapshot.all(Auction) if row.status == AuctionStatus.RUNNING)
    return sum(row.amount for row in running)


def owed_by_fund(snapshot: Snapshot) -> int:
    """TT wei deposited and not paid."""
    return sum(row.deposits - row.claimed for row in snapshot.all(Fund))
