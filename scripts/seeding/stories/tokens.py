"""The life of a creator's token: launch, trades, payouts, vesting."""

from __future__ import annotations

import random
from collections.abc import Iterator

from scripts.seeding.acts import ALL, SPAN, TT, Kind
from scripts.seeding.cast import COLLABORATORS, DAY, FANS, HOUR, Creator, Phase
from scripts.seeding.draft import Draft, moment_of


class TokenStory:
    """The acts around one creator's token."""

    def __init__(self, draft: Draft, creator: Creator, chance: random.Random) -> None:
        self._draft = draft
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
        self._act(closes + 300, self._chance.choice(FANS), "finalize")
        self._trade(closes + 600)
        self._earn(closes + 600)
        self._vest(closes + 600)

    def _launch(self) -> int:
        """The launch and its contributions; when it closes."""
        creator, chance = self._creator, self._chance
        opens = moment_of(creator.opens)
        closes = opens + int(creator.window * DAY)
        self._act(opens, creator.account, "launch")
        self._contribute(opens + 60, creator.account, creator.contribution)
        latest = min(closes, SPAN) - HOUR
        moments = sorted(chance.randrange(opens + 120, latest) for _ in range(creator.backers))
        fans = chance.sample(FANS, creator.backers)
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
            count = round(self._creator.trades * phase.trades)
            for _ in range(count):
                yield int(since + self._chance.random() * life * phase.time), phase
            since += life * phase.time

    def _buy(self, at: int, phase: Phase) -> None:
        chance = self._chance
        fan = chance.choice(FANS)
        spent = int(self._raised * phase.size * chance.lognormvariate(0, 0.7) * 1000) * TT // 1000
        spent = min(max(spent, TT), 20_000 * TT)
        if chance.random() < 0.06:
            self._act(at, fan, "buy_with_eth", amount=spent // 10_000)
        else:
            referrer = chance.choice(FANS) if chance.random() < 0.15 else None
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
            self._act(at, chance.choice(FANS), "tip", amount=amount * TT)
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
        handle = self._creator.handle
        self._draft.act(at, by, kind, token=handle, amount=amount, other=other)
