"""Sums over everybody: what each token's holders have, and what our contracts have to hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.people import People
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import Auction, AuctionStatus, Creator, Fund, MomentIncome, Status


@dataclass(slots=True)
class Sums:
    """TT wei; `held` is token wei in hands by token, `owed` what a contract owes by its name."""

    tt: int = 0
    held: dict[bytes, int] = field(default_factory=lambda: defaultdict(int))
    owed: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add_people(self, snapshot: Snapshot, people: People) -> None:
        """What accounts have, and are owed."""
        self.tt += sum(people.tt.values())
        self.owed["PayoutLedger"] += sum(people.ledger.values())
        self.owed["CreatorMarket"] += sum(people.referrals.values())
        for holder in people.holders:
            self.held[holder.token] += holder.balance
            self.owed["CreatorMarket"] += snapshot.balance_dividends(holder)
        for each in people.allocations:
            self.owed["CreatorMarket"] += snapshot.allocation_dividends(each)
            failed = snapshot.launched(each.token).status == Status.FAILED
            if failed and not each.refunded:
                self.owed["CreatorMarket"] += each.contributed

    def add_creator(self, snapshot: Snapshot, creator: Creator) -> None:
        """Reserves, open contributions, bonds, fees, and what is pending for the fans."""
        if creator.status == Status.OPEN:
            self.owed["CreatorMarket"] += creator.raised + creator.bond
        elif creator.status == Status.TRADING:
            books = snapshot.books(creator)
            owed = creator.reserve + creator.protocol_owed + books.pending + books.creator_owed
            self.owed["CreatorMarket"] += owed

    def add_moment(self, row: MomentIncome) -> None:
        """What is booked and not divided."""
        self.owed["PayoutLedger"] += row.sales + row.resales - row.referred

    def add_auction(self, row: Auction) -> None:
        """The highest bid, while the auction runs."""
        if row.status == AuctionStatus.RUNNING:
            self.owed["MomentAuction"] += row.amount

    def add_fund(self, row: Fund) -> None:
        """What was deposited and not paid."""
        self.owed["CreatorFund"] += row.deposits - row.claimed

    def compare(self, snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
        """TT in all hands is all there is."""
        view, supply = ask.tt("totalSupply"), snapshot.protocol.tt_supply
        yield Comparison("protocol", "TT", view, {"value": supply})
        yield Comparison("tt_balance", "all", view, {"value": self.tt})
