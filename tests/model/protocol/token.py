"""A creator's token: ERC-20 whose balances earn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.model.protocol.chain import NOBODY, Chain
from tests.model.protocol.dividends import Books
from tests.model.protocol.refusal import Refusal, require
from tests.model.protocol.tt import INFINITE


@dataclass
class Token:
    """One creator token. The market's own balance is the pool of unclaimed allocations."""

    chain: Chain
    name: str
    books: Books = field(default_factory=Books)
    allowances: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    @property
    def supply(self) -> int:
        """Token wei that exist."""
        return self.books.pool.supply

    @property
    def accumulator(self) -> int:
        """Dividends per token wei by now, TT wei * 2^80."""
        return self.books.pool.at(self.chain.now).accumulator

    def balance(self, account: str) -> int:
        """Token wei of an account."""
        return self.books.holder(account).tokens

    def dividends(self, account: str) -> int:
        """TT wei an account could collect for its balance."""
        return self.books.holder(account).earned(self.accumulator)

    def transfer(self, sender: str, to: str, amount: int) -> None:
        """Move the sender's tokens; nothing can be moved into the pool of allocations."""
        require(to not in (NOBODY, "market"), "ERC20InvalidReceiver", to)
        held = self.balance(sender)
        require(held >= amount, "ERC20InsufficientBalance", sender, held, amount)
        self.move(sender, to, amount)

    def approve(self, sender: str, spender: str, amount: int) -> None:
        """Allow somebody to take the sender's tokens."""
        self.allowances[sender, spender] = amount

    def transfer_from(self, sender: str, owner: str, to: str, amount: int) -> None:
        """Move an owner's tokens by its allowance; the largest is never used up."""
        allowed = self.allowances[owner, sender]
        if allowed != INFINITE:
            require(allowed >= amount, "ERC20InsufficientAllowance", sender, allowed, amount)
            self.allowances[owner, sender] = allowed - amount
        self.transfer(owner, to, amount)

    def move(self, giver: str, taker: str, amount: int) -> None:
        """Change both balances."""
        self.books.change(giver, -amount, self.chain.now)
        self.books.change(taker, amount, self.chain.now)

    def book_directly(self, sender: str, _: int) -> None:
        """Only the market keeps the books."""
        raise Refusal("OnlyMarket", sender)

    def mint(self, to: str, amount: int, *, fans: int = 0, creator: int = 0) -> None:
        """The market mints and books the fees of the trade."""
        self.books.book(self.chain.now, fans=fans, creator=creator, change=amount)
        self.books.change(to, amount, self.chain.now)

    def burn(self, owner: str, amount: int, *, fans: int = 0, creator: int = 0) -> None:
        """The market burns and books the fees of the trade."""
        held = self.balance(owner)
        require(held >= amount, "ERC20InsufficientBalance", owner, held, amount)
        self.books.book(self.chain.now, fans=fans, creator=creator, change=-amount)
        self.books.change(owner, -amount, self.chain.now)
