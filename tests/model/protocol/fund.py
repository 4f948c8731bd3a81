"""A budget paid out to creators, period by period, by what each has earned in all together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.model.protocol.chain import Chain
from tests.model.protocol.guard import DAY, Roles
from tests.model.protocol.refusal import require
from tests.model.protocol.tt import TT, Payment

DELAY = 2 * DAY

# What every account has earned in all periods together, in TT wei; in order, as it is hashed.
Leaves = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Root:
    """What the operator posted for a period."""

    period: int = 0
    leaves: Leaves = ()
    total: int = 0
    effective_at: int = 0
    uri: str = ""


@dataclass
class Fund:
    """Deposits and payouts in TT wei; the newest root, and the one before."""

    chain: Chain
    tt: TT
    roles: Roles
    deposits: int = 0
    claimed: int = 0
    claimed_of: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    former: Root = Root()
    newest: Root = Root()

    @property
    def current(self) -> Root:
        """The root in force."""
        return self.former if self.newest.effective_at > self.chain.now else self.newest

    @property
    def pending(self) -> Root:
        """The root that waits."""
        return self.newest if self.newest.effective_at > self.chain.now else Root()

    def deposit(self, sender: str, amount: int) -> None:
        """Add to the budget."""
        require(amount > 0, "ZeroAmount")
        self.deposits += amount
        self.tt.transfer_from("fund", sender, "fund", amount)

    def post_root(self, sender: str, leaves: Leaves, total: int, uri: str) -> int:
        """Post the next period's root; it is in force 2 days later. No leaves: no root."""
        self.roles.only(self.roles.operator, sender)
        waiting = self.pending
        require(waiting.period == 0, "RootPending", waiting.period, waiting.effective_at)
        require(leaves != () and uri != "", "InvalidRoot")
        least, most = self.current.total, self.deposits
        require(least <= total <= most, "TotalOutOfRange", total, least, most)
        self.former = self.current
        effective_at = self.chain.now + DELAY
        self.newest = Root(self.former.period + 1, leaves, total, effective_at, uri)
        return self.newest.period

    def veto(self, sender: str) -> None:
        """Throw the waiting root out."""
        self.roles.only(self.roles.guardian, sender)
        require(self.pending.period > 0, "NothingToVeto")
        self.newest = self.former

    def claim(self, _: str, account: str, cumulative: int, proof: Leaves) -> int:
        """Credit what the root in force gives and the account does not have yet.

        proof: the leaves of the tree that the proof was made of.
        """
        root = self.current
        good = proof == root.leaves and (account, cumulative) in root.leaves
        require(good, "InvalidProof", root.period, account, cumulative)
        amount = cumulative - self.claimed_of[account]
        require(amount > 0, "NothingToClaim", account, cumulative)
        claimed = self.claimed + amount
        require(claimed <= root.total, "TotalExceeded", root.total, claimed)
        self.claimed, self.claimed_of[account] = claimed, cumulative
        self.tt.transfer_and_call("fund", "ledger", amount, Payment("Fund", account))
        return amount
