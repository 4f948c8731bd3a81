"""Subscriptions and the fund."""

from __future__ import annotations

from tests.model.guide.chance import DAY, UNIT, Chance, Proposal
from tests.model.protocol.chain import NOBODY
from tests.model.protocol.fund import Leaves
from tests.model.stage import ACTORS


class Subscribing:
    """Plans and payments for them."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world

    def set_plan(self) -> Proposal:
        """Mostly by creators, with a holding or without."""
        chance = self.chance
        fee = chance.or_bad(chance.one((1, 33, UNIT, 3 * UNIT + 1)), 0, 2**96 - 1, 2**96)
        period = chance.one((DAY, 7 * DAY, 30 * DAY))
        period = chance.or_bad(period, DAY - 1, 366 * DAY, 366 * DAY + 1)
        holding = chance.or_bad(chance.one((0, 0, 1, 500 * UNIT)), 2**96 - 1, 2**96)
        return Proposal(chance.creator(), "set_plan", (fee, period, holding))

    def end_plan(self) -> Proposal:
        """Mostly by who has one."""
        plans = list(self.world.subscriptions.plans)
        sender = self.chance.any(plans) if self.chance.often() else self.chance.person()
        return Proposal(sender or self.chance.person(), "end_plan")

    def subscribe(self) -> Proposal | None:
        """Mostly for oneself, at the plan that stands."""
        chance = self.chance
        plans = self.world.subscriptions.plans
        creator = chance.any(plans) if not chance.seldom() else chance.person()
        if creator is None:
            return None
        plan = plans.get(creator)
        number = chance.or_bad(plan.number if plan else 1, 0, 99)
        periods = chance.or_bad(chance.random.randint(1, 3), 0, 12, 13)
        cost = plan.fee * periods if plan else 0
        sender = chance.person()
        account = chance.or_bad(sender if chance.often() else chance.person(), NOBODY)
        most = chance.or_bad(cost, cost - 1 if cost else 0, 2**100)
        return Proposal(sender, "subscribe", (creator, number, periods, account, most))


class Funding:
    """The creator fund."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world

    def deposit(self) -> Proposal:
        """Into the budget."""
        chance = self.chance
        return Proposal(chance.person(), "deposit_fund", (chance.amount(500 * UNIT),))

    def post_root(self) -> Proposal:
        """Everybody's cumulative sums, more than before, within the deposits; seldom otherwise."""
        chance, fund = self.chance, self.world.fund
        earned = dict(fund.current.leaves)
        left = max(fund.deposits - sum(earned.values()), 0)
        for who in chance.random.sample(ACTORS, chance.random.randint(1, 4)):
            more = chance.random.randrange(left // 6 + 1)
            earned[who] = earned.get(who, 0) + more
            left -= more
        leaves: Leaves = chance.or_bad(tuple(earned.items()), ())
        total = sum(earned.values())
        least = fund.current.total
        wrong = (fund.deposits + 1, max(least - 1, 0), max(least, fund.claimed))
        uri = chance.or_bad("ipfs://data", "")
        posted = total if chance.often() else chance.one(wrong)
        arguments = (leaves, posted, uri)
        return Proposal(chance.or_bad("guardian", chance.person()), "post_root", arguments)

    def veto(self) -> Proposal | None:
        """The guardian's, mostly, and mostly of a root that waits."""
        if not self.world.fund.pending.period and not self.chance.seldom():
            return None
        return Proposal(self.chance.or_bad("guardian", self.chance.person()), "veto")

    def claim(self) -> Proposal | None:
        """Mostly what somebody still gets."""
        chance, fund = self.chance, self.world.fund
        root = fund.newest if chance.seldom() else fund.current
        found = chance.any(root.leaves)
        if found is None:
            return None
        account, cumulative = found
        cumulative = chance.or_bad(cumulative, cumulative + 1)
        account = chance.or_bad(account, chance.person())
        arguments = (account, cumulative, root.leaves)
        return Proposal(chance.person(), "claim_fund", arguments)
