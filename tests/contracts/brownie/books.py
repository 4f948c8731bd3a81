"""A token as exact Python integers: curve, books, holders and allocations side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

from toktok.market import dividends, pricing
from toktok.market.curve import LAUNCH_SUPPLY
from toktok.market.dividends import PRECISION_BITS, Books
from toktok.market.pricing import FeeRates, Quote


@dataclass
class Account:
    """A holder: token wei, accumulator settled to, TT wei put aside."""

    balance: int = 0
    checkpoint: int = 0
    settled: int = 0

    def owed(self, accumulator: int) -> int:
        """TT wei that the account could collect."""
        return self.settled + dividends.settle(
            self.balance, checkpoint=self.checkpoint, accumulator=accumulator
        )

    def set_balance(self, balance: int, accumulator: int) -> None:
        """What was earned travels in the checkpoint where that fits, else it is put aside."""
        earned = self.balance * (accumulator - self.checkpoint)
        self.checkpoint = accumulator
        if earned and balance and earned // balance <= accumulator:
            self.checkpoint -= earned // balance
        elif earned:
            self.settled += earned >> PRECISION_BITS
        self.balance = balance


@dataclass
class Share:
    """An allocation nobody has claimed from: token wei, and dividends like an account's."""

    total: int
    returned: int = 0
    checkpoint: int = 0
    settled: int = 0

    def owed(self, accumulator: int) -> int:
        """TT wei that the allocation has earned."""
        return self.settled + dividends.settle(
            self.total - self.returned, checkpoint=self.checkpoint, accumulator=accumulator
        )

    def give_back(self, amount: int, accumulator: int) -> None:
        """Settle, then earn less."""
        self.settled, self.checkpoint = self.owed(accumulator), accumulator
        self.returned += amount


@dataclass
class Token:
    """One trading token. Times are timestamps, amounts wei."""

    raised: int
    rates: FeeRates
    shares: dict[str, Share]
    books: Books
    reserve: int = 0
    returned: int = 0
    accounts: dict[str, Account] = field(default_factory=dict)

    def quote(self, kind: str, amount: int) -> Quote:
        """What a trade would do; `kind` is buy, buy_exact or sell."""
        return getattr(pricing, f"quote_{kind}")(
            amount,
            launch_reserve=self.raised,
            supply=self.books.supply,
            rates=self.rates,
            returned=self.returned,
        )

    def account(self, who: str) -> Account:
        """The account of `who`, empty if it never held any."""
        return self.accounts.setdefault(who, Account())

    def trade(self, who: str, kind: str, amount: int, now: int) -> Quote:
        """Execute a trade."""
        quote = self.quote(kind, amount)
        self.books = dividends.book(
            self.books,
            now,
            to_fans=quote.fees.fans,
            to_creator=quote.fees.creator,
            supply=quote.supply_after,
        )
        self.reserve += quote.reserve_change
        account = self.account(who)
        change = -quote.token_amount if kind == "sell" else quote.token_amount
        account.set_balance(account.balance + change, self.books.accumulator)
        return quote

    def give(self, giver: str, taker: str, amount: int, now: int) -> None:
        """Move tokens; the books are looked at, not stored."""
        accumulator = dividends.release(self.books, now).accumulator
        for who, change in ((giver, -amount), (taker, amount)):
            account = self.account(who)
            account.set_balance(account.balance + change, accumulator)

    def collect(self, who: str, now: int) -> int:
        """Pay the dividends of a balance; TT wei."""
        accumulator = dividends.release(self.books, now).accumulator
        account = self.account(who)
        paid = account.owed(accumulator)
        if paid:
            account.settled, account.checkpoint = 0, accumulator
        return paid

    def fund(self, amount: int, now: int) -> None:
        """Add revenue for the holders."""
        self.books = dividends.book(self.books, now, to_fans=amount)

    def give_back(self, who: str, amount: int, now: int) -> int:
        """Return a part of an allocation off the flat part of the curve; TT wei paid."""
        self.books = dividends.book(self.books, now, to_fans=0, supply=self.books.supply - amount)
        self.shares[who].give_back(amount, self.books.accumulator)
        self.returned += amount
        paid = self.raised * amount // LAUNCH_SUPPLY
        self.reserve -= paid
        return paid


def born(contributions: dict[str, int], rates: FeeRates, now: int) -> Token:
    """A token as its launch leaves it."""
    raised = sum(contributions.values())
    shares = {
        who: Share(dividends.allocation_total(amount, raised=raised))
        for who, amount in contributions.items()
    }
    books = Books(supply=LAUNCH_SUPPLY, updated_at=now)
    return Token(raised, rates, shares, books, reserve=raised)
