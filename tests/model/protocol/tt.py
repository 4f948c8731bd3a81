"""TT: ERC-20 with permits and ERC-1363, minted for ETH and burned for it at 10,000 to 1."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from tests.model.protocol.chain import NOBODY, TT_PER_ETH, Chain
from tests.model.protocol.refusal import Refusal, require

LIMIT = 2**128 - 1
INFINITE = 2**256 - 1


@dataclass(frozen=True)
class Payment:
    """What comes along with TT: its source, what it is for, and who brought the payer."""

    source: str
    subject: int | str
    referrer: str = NOBODY


class Receiver(Protocol):
    """A contract that hears of payments."""

    def receive(self, payer: str, amount: int, payment: Payment | None) -> None:
        """Book a payment that has arrived."""


@dataclass(frozen=True)
class Permit:
    """An EIP-2612 permit: the allowance that `signer` signed in the name of `owner`."""

    signer: str
    owner: str
    spender: str
    value: int
    nonce: int
    deadline: int


@dataclass
class TT:
    """Balances and allowances in wei of TT; the ETH behind them lies with the chain under "tt"."""

    chain: Chain
    balances: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    allowances: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    nonces: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    receivers: dict[str, Receiver] = field(default_factory=dict)
    supply: int = 0

    # --- ETH in and out

    def deposit(self, sender: str, value: int) -> int:
        """Mint to the sender for the ETH that came along; wei of TT."""
        return self.deposit_to(sender, sender, value)

    def deposit_to(self, sender: str, to: str, value: int) -> int:
        """Mint to somebody."""
        require(value > 0, "ZeroAmount")
        minted = value * TT_PER_ETH
        require(self.supply + minted <= LIMIT, "SupplyLimitExceeded", self.supply + minted, LIMIT)
        require(to != NOBODY, "ERC20InvalidReceiver", NOBODY)
        self.chain.pay(sender, "tt", value)
        self.supply += minted
        self.balances[to] += minted
        return minted

    def withdraw(self, sender: str, amount: int) -> int:
        """Burn the sender's TT for its ETH; wei of ETH."""
        return self.withdraw_to(sender, sender, amount)

    def withdraw_to(self, sender: str, to: str, amount: int) -> int:
        """Burn for the ETH, sent to somebody; rounded down."""
        require(amount > 0, "ZeroAmount")
        require(to not in (NOBODY, "tt"), "InvalidRecipient", to)
        held = self.balances[sender]
        require(held >= amount, "ERC20InsufficientBalance", sender, held, amount)
        self.balances[sender] -= amount
        self.supply -= amount
        released = amount // TT_PER_ETH
        require(not self.chain.refuses_eth(to), "FailedCall")
        self.chain.pay("tt", to, released)
        return released

    # --- ERC-20

    def transfer(self, sender: str, to: str, amount: int) -> None:
        """Move the sender's TT."""
        require(to != NOBODY, "ERC20InvalidReceiver", to)
        held = self.balances[sender]
        require(held >= amount, "ERC20InsufficientBalance", sender, held, amount)
        self.balances[sender] -= amount
        self.balances[to] += amount

    def approve(self, sender: str, spender: str, amount: int) -> None:
        """Allow somebody to take the sender's TT."""
        require(spender != NOBODY, "ERC20InvalidSpender", spender)
        self.allowances[sender, spender] = amount

    def transfer_from(self, sender: str, owner: str, to: str, amount: int) -> None:
        """Move an owner's TT by its allowance; the largest allowance is never used up."""
        allowed = self.allowances[owner, sender]
        if allowed != INFINITE:
            require(allowed >= amount, "ERC20InsufficientAllowance", sender, allowed, amount)
            self.allowances[owner, sender] = allowed - amount
        self.transfer(owner, to, amount)

    def permit(self, _: str, permit: Permit) -> None:
        """Allow by signature, whoever brings it."""
        late = self.chain.now > permit.deadline
        require(not late, "ERC2612ExpiredSignature", permit.deadline)
        good = permit.signer == permit.owner and permit.nonce == self.nonces[permit.owner]
        require(good, "ERC2612InvalidSigner")
        self.nonces[permit.owner] += 1
        self.allowances[permit.owner, permit.spender] = permit.value

    def self_permit(self, sender: str, contract: str, permit: Permit) -> None:
        """What a batch begins with: a bad permit, or one that somebody used up, changes nothing."""
        if (permit.owner, permit.spender) == (sender, contract):
            with suppress(Refusal):
                self.permit(sender, permit)

    # --- ERC-1363

    def transfer_and_call(self, sender: str, to: str, amount: int, payment: Payment | None) -> None:
        """Move the sender's TT and tell the receiver; no payment stands for data without sense."""
        self.transfer(sender, to, amount)
        self._tell(sender, to, amount, payment)

    def transfer_from_and_call(
        self, sender: str, owner: str, to: str, amount: int, payment: Payment | None
    ) -> None:
        """Move an owner's TT by its allowance and tell the receiver."""
        self.transfer_from(sender, owner, to, amount)
        self._tell(owner, to, amount, payment)

    def _tell(self, payer: str, to: str, amount: int, payment: Payment | None) -> None:
        receiver = self.receivers.get(to)
        if receiver is None:
            raise Refusal("ERC1363InvalidReceiver", to)
        receiver.receive(payer, amount, payment)
