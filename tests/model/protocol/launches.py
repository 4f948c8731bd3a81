"""Launches: everyone puts TT in at one price, and a token is born or everything goes back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.model.protocol.curve import S0, WAD
from tests.model.protocol.dividends import Earner
from tests.model.protocol.guard import DAY
from tests.model.protocol.refusal import in_range, require, text_fits

TT = 10**18
LEAST_RAISE = 1_000 * TT
MOST_RAISED = 2**96 - 1
MOST_PER_ACCOUNT = 2**88 - 1
MOST_FEE = 300


@dataclass(frozen=True)
class LaunchTerms:
    """What a creator promises when a launch opens."""

    handle: str
    name: str
    symbol: str
    contract_uri: str
    window: int
    minimum_raise: int
    maximum_raise: int
    max_per_account: int
    creator_fee_bps: int
    fan_fee_bps: int
    allocation_vesting: int
    creator_vesting: int

    def check(self, least_window: int) -> None:
        """Refuse what is out of bounds."""
        fits = re.fullmatch("[a-z0-9_]{3,20}", self.handle, re.ASCII) is not None
        require(fits, "InvalidHandle", self.handle)
        text_fits("name", self.name, 1, 48)
        text_fits("symbol", self.symbol, 1, 12)
        text_fits("contractURI", self.contract_uri, 0, 256)
        in_range("window", self.window, least_window, 14 * DAY)
        in_range("minimumRaise", self.minimum_raise, LEAST_RAISE, MOST_RAISED)
        if self.maximum_raise:
            in_range("maximumRaise", self.maximum_raise, self.minimum_raise, MOST_RAISED)
        in_range("maxPerAccount", self.max_per_account, 0, MOST_PER_ACCOUNT)
        in_range("creatorFeeBps", self.creator_fee_bps, 0, MOST_FEE)
        in_range("fanFeeBps", self.fan_fee_bps, 0, MOST_FEE)
        in_range("allocationVesting", self.allocation_vesting, 0, 365 * DAY)
        in_range("creatorVesting", self.creator_vesting, self.allocation_vesting, 4 * 365 * DAY)


@dataclass
class Allocation:
    """What an account put in, and the tokens it has for it.

    claimed, returned: token wei. earner: what the unclaimed part has earned.
    """

    contributed: int = 0
    vesting: int = 0
    total: int = 0
    claimed: int = 0
    returned: int = 0
    earner: Earner = field(default_factory=Earner)

    @property
    def unclaimed(self) -> int:
        """Token wei that still lie in the pool."""
        return self.total - self.claimed - self.returned

    def vested(self, elapsed: int) -> int:
        """Token wei vested, claimed ones included; returns come off the end."""
        kept = self.total - self.returned
        if elapsed >= self.vesting:
            return kept
        return min(kept, self.total * elapsed // self.vesting)


@dataclass
class Launch:
    """A launch and what became of it. ended: "", "Trading" or "Failed"."""

    token: str
    terms: LaunchTerms
    creator: str
    bond: int
    closes_at: int
    creator_fee_bps: int
    raised: int = 0
    ended: str = ""
    finalized_at: int = 0
    returned: int = 0
    allocations: dict[str, Allocation] = field(default_factory=dict)

    def status(self, now: int) -> str:
        """Where the launch stands."""
        return self.ended or ("Open" if now < self.closes_at else "Closed")

    @property
    def most(self) -> int:
        """TT that may be raised."""
        return self.terms.maximum_raise or MOST_RAISED

    @property
    def most_per_account(self) -> int:
        """TT an account may put in."""
        return self.terms.max_per_account or self.most

    def allocation(self, account: str) -> Allocation:
        """What the account has; nothing if it never took part."""
        return self.allocations.get(account) or Allocation()

    def contribute(self, account: str, amount: int, now: int) -> None:
        """Put TT in; reaching the maximum closes the launch."""
        require(amount > 0, "ZeroAmount")
        require(self.status(now) == "Open", "LaunchNotOpen", self.token, self.status(now))
        left = self.most - self.raised
        require(amount <= left, "LaunchFull", self.token, left, amount)
        allocation = self.allocations.setdefault(account, Allocation())
        left = self.most_per_account - allocation.contributed
        require(amount <= left, "AccountLimitExceeded", account, left, amount)
        allocation.contributed += amount
        own = account == self.creator
        allocation.vesting = self.terms.creator_vesting if own else self.terms.allocation_vesting
        self.raised += amount
        if self.raised == self.most:
            self.closes_at = now

    def end(self, now: int) -> None:
        """Trading begins, or the launch has failed."""
        require(self.ended == "", "LaunchEnded", self.token, self.ended)
        require(now >= self.closes_at, "LaunchStillOpen", self.token, self.closes_at)
        if self.raised < self.terms.minimum_raise:
            self.ended = "Failed"
            return
        self.ended, self.finalized_at = "Trading", now
        for allocation in self.allocations.values():
            allocation.total = S0 * allocation.contributed // self.raised
            allocation.earner.tokens = allocation.total

    def refund(self, account: str) -> int:
        """The whole contribution to a failed launch."""
        allocation = self.allocation(account)
        amount, allocation.contributed = allocation.contributed, 0
        require(amount > 0, "NothingToRefund", self.token, account)
        return amount

    def claim(self, account: str, now: int, accumulator: int) -> int:
        """Token wei that have vested and were not claimed."""
        allocation = self.allocation(account)
        amount = allocation.vested(now - self.finalized_at) - allocation.claimed
        require(amount > 0, "NothingVested", self.token, account)
        allocation.claimed += amount
        allocation.earner.settle(allocation.unclaimed, accumulator)
        return amount

    def give_back(self, account: str, amount: int, now: int) -> Allocation:
        """Check a return of whole tokens that have not vested."""
        require(amount > 0, "ZeroAmount")
        require(amount % WAD == 0, "NotWholeTokens", amount)
        self.trading()
        allocation = self.allocation(account)
        vested = allocation.vested(now - self.finalized_at)
        unvested = allocation.total - allocation.returned - vested
        require(amount <= unvested, "ReturnExceedsUnvested", unvested, amount)
        return allocation

    def trading(self) -> None:
        """Refuse unless trading has begun; the status told is the one last written down."""
        require(self.ended == "Trading", "NotTrading", self.token, self.ended or "Open")
