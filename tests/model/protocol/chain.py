"""The chain below: time, and ETH."""

from __future__ import annotations

from dataclasses import dataclass, field

NOBODY = "nobody"
TT_PER_ETH = 10_000


@dataclass
class Chain:
    """Time of the block, and the ETH of every account.

    contracts: accounts with code; of these only those in `takes_eth` take ETH that is sent plainly.
    """

    now: int = 0
    eth: dict[str, int] = field(default_factory=dict)
    contracts: set[str] = field(default_factory=set)
    takes_eth: set[str] = field(default_factory=set)

    def pay(self, giver: str, taker: str, amount: int) -> None:
        """Move ETH."""
        if self.eth.get(giver, 0) < amount:
            raise AssertionError(f"{giver} has no {amount} wei")
        self.eth[giver] = self.eth.get(giver, 0) - amount
        self.eth[taker] = self.eth.get(taker, 0) + amount

    def refuses_eth(self, account: str) -> bool:
        """Whether the account is a contract that takes no ETH."""
        return account in self.contracts and account not in self.takes_eth
