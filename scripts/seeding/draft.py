"""A plan in the making: stories add acts and orders, and what those need is taken care of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from scripts.seeding.acts import START, Act, Kind, Order, Spender
from scripts.seeding.cast import DAY, HOUR

_BEFORE = 5


def moment_of(days: float) -> int:
    """Seconds after the chain began; day 0 is when everybody has TT."""
    return START + HOUR + 1_200 + int(days * DAY)


class Draft:
    """Acts and orders as they are thought up, and who holds which token of which moment."""

    def __init__(self) -> None:
        self.orders: dict[str, Order] = {}
        # By moment and serial: the owner's account, and since when nothing has happened to it.
        self.holdings: dict[tuple[str, int], tuple[int, int]] = {}
        self._acts: list[Act] = []
        self._groups: Counter[int] = Counter()

    def act(self, at: int, by: int, kind: Kind, **details: Any) -> None:
        """Account number `by` does something."""
        self._acts.append(Act(at, by, kind, **details))

    def allow(self, at: int, by: int, spender: Spender) -> None:
        """Let `by` approve `spender` for its TT before `at`, if it has not done so by then."""
        self.act(at - _BEFORE, by, "approve", spender=spender)

    def authorize(self, at: int, by: int, spender: Spender) -> None:
        """The same for its moments."""
        self.act(at - _BEFORE, by, "authorize", spender=spender)

    def sign(self, order: Order) -> None:
        """Let the maker sign, and approve what its order needs."""
        self.orders[order.key] = order
        if order.side == "listing":
            self.authorize(order.at, order.maker, "exchange")
        else:
            self.allow(order.at, order.maker, "exchange")

    def next_group(self, maker: int) -> int:
        """A family of orders that `maker` has not used yet."""
        self._groups[maker] += 1
        return self._groups[maker]

    def ordered(self) -> tuple[Act, ...]:
        """All acts by time, none closer than two seconds to the one before, nothing approved twice."""
        approved = set()
        ordered: list[Act] = []
        for act in sorted(self._acts, key=lambda each: each.at):
            if act.kind in ("approve", "authorize"):
                if (act.by, act.kind, act.spender) in approved:
                    continue
                approved.add((act.by, act.kind, act.spender))
            at = max(act.at, ordered[-1].at + 2) if ordered else act.at
            ordered.append(replace(act, at=at))
        return tuple(ordered)
