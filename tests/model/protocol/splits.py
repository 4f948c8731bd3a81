"""Lists that divide a creator's side, named by their content."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.model.protocol.chain import NOBODY
from tests.model.protocol.refusal import require

BPS = 10_000
MOST = 8

# Recipient and share in 1/10,000, in order; the empty list stands for none.
List = tuple[tuple[str, int], ...]
NO_LIST: List = ()


def check(splits: List) -> None:
    """Refuse a list that cannot divide."""
    require(len(splits) <= MOST, "TooManySplits", len(splits), MOST)
    for recipient, bps in splits:
        can_claim = recipient not in (NOBODY, "ledger", "market")
        require(can_claim and bps > 0, "InvalidSplit", recipient, bps)
    total = sum(bps for _, bps in splits)
    require(not splits or total == BPS, "SplitsNotWhole", total)


def divide(amount: int, splits: List) -> list[tuple[str, int]]:
    """Every part rounded down, the last takes the remainder."""
    parts = [(recipient, amount * bps // BPS) for recipient, bps in splits]
    rest = amount - sum(part for _, part in parts[:-1])
    return [*parts[:-1], (parts[-1][0], rest)]


@dataclass
class Splits:
    """Lists that are stored, and which one each creator uses."""

    stored: set[List] = field(default_factory=set)
    own: dict[str, List] = field(default_factory=dict)

    def register(self, splits: List) -> List:
        """Store a list; one that is stored already is left as it is."""
        check(splits)
        if splits:
            self.stored.add(splits)
        return splits

    def set_own(self, creator: str, splits: List) -> None:
        """Divide the creator's incomes by this from now on."""
        self.own[creator] = self.register(splits)

    def known(self, splits: List) -> None:
        """Refuse a list that is not stored."""
        require(not splits or splits in self.stored, "UnknownSplits")
