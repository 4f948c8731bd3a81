"""What happens in the seed, in order: one transaction an act, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from scripts.cast import COLLABORATORS, DAY, FANS, HOUR, Creator, Phase

TT = 10**18
ETH_DEPOSITED = 60
START = 600
SPAN = 34 * DAY - 20 * 60
ALL = 10_000

Kind = Literal[
    "deposit", "approve", "launch", "contribute", "finalize", "refund", "claim_allocation",
    "return_unvested", "buy", "buy_with_eth", "sell", "tip", "split", "claim", "give", "withdraw",
    "lower_fee", "set_payout",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One transaction of account number `by`, `at` seconds after the chain began.

    token: the handle of the creator it is about. amount: wei of TT or ETH, or a share in 1/10,000
    of what there is at that moment, as the kind has it. other: another account's number. spender:
    who is approved.
    """

    at: int
    by: int
    kind: Kind
    token: str = ""
    amount: int = 0
    other: int | None = None
    spender: Literal["market", "ledger"] = "market"


@dataclass(slots=True)
class Plan:
    """Acts as they are thought up, and who holds what by then."""

    creators: tuple[Creator, ...]
    fans: tuple[int, ...] = FANS
    trades: float = 1.0
    acts: list[Act] = field(default_factory=list)

    def build(self) -> list[Act]:
        """All acts by time, none closer than two seconds to the one before."""
        self._fund()
        for creator in self.creators:
            # One source of chance for each, so that one story does not change another.
            Story(self, creator, random.Random(creator.handle)).tell()
        ordered: list[Act] = []
        for act in sorted(self.acts, key=lambda each: each.at):
            at = max(act.at, ordered[-1].at + 2) if ordered else act.at
            ordered.append(Act(at, *(getattr(act, name) for name in _AFTER_AT)))
        return ordered

    def _fund(self) -> None:
        chance = random.Random("funds")
        for number in (*(each.account for each in self.creators), *self.fans):
            at = START + chance.randrange(HOUR)
            eth = chance.randrange(ETH_DEPOSITED // 2, 2 * ETH_DEPOSITED)
            self.acts.append(Act(at, number, "deposit", amount=eth * 10**18))
            self.acts.append(Act(at + 10, number, "approve", spender="market"))
            self.acts.append(Act(at + 20, number, "approve", spender="ledger"))


_AFTER_AT = ("by", "kind", "token", "amount", "other", "spender")


class Story:
    """The acts around one creator's token."""

    def __init__(self, plan: Plan, creator: Creator, chance: random.Random) -> None:
        self._plan = plan
        self._creator = creator
        self._chance = chance
        self._backers: list[int] = []
        # Whole TT raised, and who certainly holds tokens at the moment being told.
        self._raised = 0
        self._holders: list[int] = []

    def tell(self) -> None:
        """Launch, and what came of it."""
        closes = self._launch()
        if closes > SPAN:
            return
        if self._raised < self._creator.minimum:
            self._fail(closes)
            return
        self._act(closes + 300, self._chance.choice(self._plan.fans), "finalize")
        self._trade(closes + 600)
        self._earn(closes + 600)
        self._vest(closes + 600)

    def _launch(self) -> int:
        """The launch and its contributions; when it closes."""
        creator, chance = self._creator, self._chance
        opens = START + HOUR + 1200 + int(creator.opens * DAY)
        closes = opens + int(creator.window * DAY)
        self._act(opens, creator.account, "launch")
        self._contribute(opens + 60, creator.account, creator.contribution)
        latest = min(closes, SPAN) - HOUR
        moments = sorted(chance.randrange(opens + 120, latest) for _ in range(creator.backers))
        fans = chance.sample(self._plan.fans, creator.backers)
        for fan, at in zip(fans, moments, strict=True):
            self._backers.append(fan)
            amount = round(creator.contribution * chance.lognormvariate(0, 0.5))
            if creator.maximum_each:
                amount = min(amount, creator.maximum_each)
            if not self._contribute(at, fan, amount):
                return at
        return closes

    def _contribute(self, at: int, by: int, amount: int) -> bool:
        """Put whole TT in; False once the launch is full."""
        maximum = self._creator.maximum
        if maximum:
            amount = min(amount, maximum - self._raised)
        self._raised += amount
        self._act(at, by, "contribute", amount=amount * TT)
        return not maximum or self._raised < maximum

    def _fail(self, closes: int) -> None:
        self._act(closes + 400, self._creator.account, "refund")
        # The last one has not noticed yet.
        for fan in self._backers[:-1]:
            self._act(closes + 400 + self._chance.randrange(DAY), fan, "refund")

    def _trade(self, begins: int) -> None:
        moments = sorted(self._moments(begins))
        for at, phase in moments:
            if self._holders and self._chance.random() > phase.buys:
                self._sell(at, phase)
            else:
                self._buy(at, phase)

    def _moments(self, begins: int) -> Iterator[tuple[int, Phase]]:
        life = SPAN - begins
        since = float(begins)
        for phase in self._creator.phases:
            count = round(self._creator.trades * phase.trades * self._plan.trades)
            for _ in range(count):
                yield int(since + self._chance.random() * life * phase.time), phase
            since += life * phase.time

    def _buy(self, at: int, phase: Phase) -> None:
        chance = self._chance
        fan = chance.choice(self._plan.fans)
        spent = int(self._raised * phase.size * chance.lognormvariate(0, 0.7) * 1000) * TT // 1000
        spent = min(max(spent, TT), 20_000 * TT)
        if chance.random() < 0.06:
            self._act(at, fan, "buy_with_eth", amount=spent // 10_000)
        else:
            referrer = chance.choice(self._plan.fans) if chance.random() < 0.15 else None
            self._act(at, fan, "buy", amount=spent, other=referrer if referrer != fan else None)
        if fan not in self._holders:
            self._holders.append(fan)

    def _sell(self, at: int, phase: Phase) -> None:
        chance = self._chance
        fan = chance.choice(self._holders)
        all_of_it = chance.random() < (0.15 if phase.buys > 0.5 else 0.4)
        share = ALL if all_of_it else chance.randrange(1_500, 7_500)
        if all_of_it:
            self._holders.remove(fan)
        self._act(at, fan, "sell", amount=share)

    def _earn(self, begins: int) -> None:
        """Tips, the split of them, and claims of those who earn."""
        creator, chance = self._creator, self._chance
        if creator.account % 3 == 1:
            self._act(begins + DAY, creator.account, "split")
        if creator.account % 4 == 2:
            self._act(begins + 2 * DAY, creator.account, "set_payout", other=COLLABORATORS[1])
        if creator.account == 3:
            self._act(SPAN - 6 * DAY, creator.account, "lower_fee", amount=30)
        for _ in range(3):
            at, amount = chance.randrange(begins, SPAN), chance.randrange(5, 120)
            self._act(at, chance.choice(self._plan.fans), "tip", amount=amount * TT)
        # Who is paid elsewhere claims nothing here.
        if creator.account % 4 != 2:
            for share in (0.4, 0.8):
                self._act(int(begins + (SPAN - begins) * share), creator.account, "claim")
        for fan in self._backers[:3]:
            at = begins + (SPAN - begins) * 3 // 5 + chance.randrange(DAY)
            self._act(at, fan, "claim")

    def _vest(self, begins: int) -> None:
        """What backers do with their allocations."""
        chance, backers = self._chance, self._backers
        half = begins + (SPAN - begins) // 2
        self._act(half + chance.randrange(DAY), self._creator.account, "claim_allocation")
        for fan in backers[: len(backers) // 2]:
            self._act(half + chance.randrange(2 * DAY), fan, "claim_allocation")
        giver, taker = backers[0], backers[-1]
        self._act(half + 3 * DAY, giver, "give", amount=2_500, other=taker)
        if self._creator.vesting >= 30:
            self._act(begins + 3 * DAY, taker, "return_unvested", amount=4_000)
        self._act(SPAN - chance.randrange(3 * DAY), backers[1], "withdraw", amount=1_000)

    def _act(
        self, at: int, by: int, kind: Kind, *, amount: int = 0, other: int | None = None
    ) -> None:
        self._plan.acts.append(Act(at, by, kind, self._creator.handle, amount, other))
