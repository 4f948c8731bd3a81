"""Plans, and periods paid for: terms are frozen for what is paid."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.model.protocol.chain import NOBODY
from tests.model.protocol.guard import DAY, Guard
from tests.model.protocol.market import Market
from tests.model.protocol.refusal import Refusal, in_range, require
from tests.model.protocol.tt import TT, Payment

MOST_FEE = 2**96 - 1
MOST_HOLDING = 2**96 - 1
LATEST = 2**40 - 1


@dataclass(frozen=True)
class Plan:
    """What a creator offers. number: from 1, one more with every change."""

    number: int
    fee: int
    period: int
    minimum_holding: int


@dataclass(frozen=True)
class Subscription:
    """What an account has paid for, and what it must hold meanwhile."""

    ends_at: int = 0
    minimum_holding: int = 0


@dataclass
class Subscriptions:
    """Plans by creator; subscriptions by the creator's trading token, or else the creator."""

    tt: TT
    guard: Guard
    market: Market
    plans: dict[str, Plan] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    plan_moves: dict[str, int] = field(default_factory=dict)
    paid: dict[tuple[str, str], Subscription] = field(default_factory=dict)

    def set_plan(self, sender: str, fee: int, period: int, minimum_holding: int) -> int:
        """Offer the sender's content; its number."""
        in_range("fee", fee, 1, MOST_FEE)
        in_range("period", period, DAY, 366 * DAY)
        in_range("minimumHolding", minimum_holding, 0, MOST_HOLDING)
        trades = self._subject(sender) != sender
        require(minimum_holding == 0 or trades, "NoTradingToken", sender)
        self.numbers[sender] += 1
        plan = Plan(self.numbers[sender], fee, period, minimum_holding)
        self.plans[sender] = plan
        self.plan_moves[sender] = self.market.creators.moves[sender]
        return plan.number

    def plan(self, creator: str) -> Plan | None:
        """What a creator offers: a move to a new key ends the plan."""
        if self.plan_moves.get(creator) != self.market.creators.moves[creator]:
            return None
        return self.plans.get(creator)

    def end_plan(self, sender: str) -> None:
        """Nobody can subscribe any more."""
        require(self.plan(sender) is not None, "NoPlan", sender)
        del self.plans[sender]

    def subscribe(
        self, sender: str, creator: str, number: int, periods: int, account: str, most: int
    ) -> int:
        """Pay periods for an account, behind what is paid already."""
        self.guard.entry()
        plan = self.plan(creator)
        if plan is None:
            raise Refusal("NoPlan", creator)
        require(plan.number == number, "PlanChanged", number, plan.number)
        in_range("periods", periods, 1, 12)
        require(account != NOBODY, "InvalidRecipient", account)
        cost = plan.fee * periods
        require(cost <= most, "CostExceeded", most, cost)
        subject = self._subject(creator)
        now = self.market.chain.now
        before = self.subscription(creator, account)
        holding = plan.minimum_holding
        if before.ends_at > now:
            holding = min(holding, before.minimum_holding)
        ends_at = max(before.ends_at, now) + periods * plan.period
        in_range("endsAt", ends_at, 0, LATEST)
        self.paid[subject, account] = Subscription(ends_at, holding)
        payment = Payment("Subscription", creator)
        self.tt.transfer_from_and_call("subscriptions", sender, "ledger", cost, payment)
        return cost

    def subscription(self, creator: str, account: str) -> Subscription:
        """What an account has paid a creator for.

        What it paid before the creator's token traded runs on beside it, and needs no holding.
        """
        paid = self.paid.get((self._subject(creator), account), Subscription())
        before = self.paid.get((creator, account), Subscription())
        free = self._subject(creator) != creator and before.ends_at > self.market.chain.now
        holding = 0 if free else paid.minimum_holding
        return Subscription(max(paid.ends_at, before.ends_at), holding)

    def is_subscribed(self, creator: str, account: str) -> bool:
        """Whether an account has paid for now and holds enough now."""
        subscription = self.subscription(creator, account)
        if subscription.ends_at <= self.market.chain.now:
            return False
        if subscription.minimum_holding == 0:
            return True
        token = self._subject(creator)
        held = self.market.tokens[token].balance(account)
        held += self.market.allocation(token, account).unclaimed
        return held >= subscription.minimum_holding

    def _subject(self, creator: str) -> str:
        token = self.market.creators.token_of.get(creator, "")
        return token if self.market.is_trading(token) else creator
