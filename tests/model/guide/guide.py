"""Who does what next, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.model.guide.chance import DAY, HOUR, MINUTE, Chance, Proposal, Way
from tests.model.guide.clubs import Funding, Subscribing
from tests.model.guide.collecting import Collecting
from tests.model.guide.opening import Opening
from tests.model.guide.payouts import Income, Keys, Money
from tests.model.guide.selling import Auctioning, Ordering
from tests.model.guide.trades import Launching, Trading
from tests.model.operations import OPERATIONS, Step
from tests.model.protocol.guard import REST
from tests.model.protocol.world import World

PAID_BY_ALLOWANCE = {
    "launch", "contribute", "buy", "buy_exact", "tip", "mint", "mint_voucher", "bid",
    "fill_listing", "subscribe", "deposit_fund", "fund_fans",
}  # fmt: skip


class Guide:
    """Proposes steps in the world as it stands."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.chance = Chance(world, seed)
        self._money = Money(self.chance)
        self._orders = Ordering(self.chance)
        self._ways = self._weighted()

    def opening(self) -> Iterator[Step]:
        """How the history begins."""
        for later, proposal in Opening(self.chance).steps():
            yield self._step(proposal, self.world.chain.now + later)

    def next(self) -> Step:
        """What happens next."""
        at = self._time()
        self.world.chain.now, before = at, self.world.chain.now
        weights, ways = zip(*self._ways, strict=True)
        while True:
            way: Way = self.chance.random.choices(ways, weights)[0]
            proposal = way()
            if proposal is not None:
                break
        self.world.chain.now = before
        return self._step(self._with_permit(proposal), at)

    def _step(self, proposal: Proposal, at: int) -> Step:
        told = (proposal.sender, proposal.operation, proposal.arguments, proposal.permit)
        return Step(at, *told)

    def _with_permit(self, proposal: Proposal) -> Proposal:
        """Seldom a payment is one batch with a permit."""
        if proposal.operation not in PAID_BY_ALLOWANCE or not self.chance.seldom():
            return proposal
        part = OPERATIONS[proposal.operation].part
        return replace(proposal, permit=self._money.permission(proposal.sender, part))

    # --- time

    def _time(self) -> int:
        """Mostly soon; sometimes just before, at or after something that is due."""
        chance, now = self.chance, self.world.chain.now
        due = [at for at in self._deadlines() if at > now + 1]
        if due and chance.random.random() < 0.12:
            near = sorted(due)[:4]
            return chance.one(near) + chance.one((-1, 0, 0, 1))
        spans = (1, 1, 2, 12, MINUTE, 7 * MINUTE, HOUR, 9 * HOUR, 3 * DAY)
        return now + chance.random.choices(spans, (30, 20, 10, 10, 10, 5, 3, 0.7, 0.2))[0]

    def _deadlines(self) -> list[int]:
        world = self.world
        found = [each.closes_at for each in world.market.launches.values()]
        found += [eta for _, eta in world.market.creators.moving.values()]
        for lot in world.auctions.auctions:
            if lot.status == "Running":
                found += [lot.opens_at, lot.ends_at, lot.ends_at - 600]
        found.append(world.fund.newest.effective_at)
        for part in ("market", "moments", "auctions", "exchange", "subscriptions"):
            until = getattr(world, part).guard.paused_until
            found += [until, until + REST] if until else []
        for moment in world.moments.moments.values():
            found += [moment.terms.opens_at, moment.terms.closes_at]
        found += [each.ends_at for each in world.subscriptions.paid.values()]
        return found + self._orders.deadlines()

    # --- ways

    def _weighted(self) -> list[tuple[float, Way]]:
        chance, money, orders = self.chance, self._money, self._orders
        launching, trading = Launching(chance), Trading(chance)
        income, keys = Income(chance), Keys(chance)
        collecting, auctioning = Collecting(chance), Auctioning(chance)
        clubs, fund = Subscribing(chance), Funding(chance)
        return [
            (3, launching.launch), (12, launching.contribute), (3, launching.contribute_too_much),
            (4, launching.finalize), (3, launching.refund), (5, launching.claim_allocation),
            (6, launching.return_unvested),
            (14, trading.buy), (2, trading.buy_at_the_limit), (6, trading.buy_exact),
            (4, trading.buy_with_eth), (14, trading.sell), (3, trading.fund_fans),
            (8, trading.transfer), (2, trading.approve), (3, trading.transfer_from),
            (2, money.deposit), (3, money.withdraw), (0.5, money.withdraw_too_much),
            (2, money.transfer), (3, money.approve), (2, money.transfer_from), (1, money.permit),
            (2, money.send_eth), (3, money.sweep), (6, money.pay),
            (5, income.tip), (3, income.set_splits), (1, income.register_splits),
            (1, income.open_moment), (4, income.distribute), (10, income.claim_all),
            (4, income.claim_all_for), (0.3, income.on_transfer_received), (0.6, income.intrude),
            (2, keys.set_payout_address), (3, keys.transfer_creator), (4, keys.accept_creator),
            (1, keys.lower_creator_fee), (2, keys.govern), (1, keys.pause), (1, keys.unpause),
            (2, collecting.register_sound), (5, collecting.create_moment), (12, collecting.mint),
            (8, collecting.mint_voucher), (1, collecting.cancel_voucher), (2, collecting.approve),
            (6, collecting.transfer), (3, collecting.redeem),
            (5, auctioning.create), (18, auctioning.bid), (2, auctioning.cancel),
            (6, auctioning.settle),
            (9, orders.fill_listing), (8, orders.accept_offer), (1, orders.cancel_group),
            (0.5, orders.increment_counter),
            (3, clubs.set_plan), (0.7, clubs.end_plan), (7, clubs.subscribe),
            (2, fund.deposit), (2, fund.post_root), (1, fund.veto), (4, fund.claim),
        ]  # fmt: skip
