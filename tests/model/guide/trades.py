"""Launches and trades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.model.guide.chance import DAY, HOUR, UNIT, Chance, Proposal
from tests.model.protocol.chain import NOBODY
from tests.model.protocol.curve import MOST, S0
from tests.model.protocol.launches import MOST_RAISED, LaunchTerms
from tests.model.stage import ACTORS
from tests.support.world import MIN_WINDOW

BAD_HANDLES = ("ab", "a" * 21, "Ada", "a-b", "é" * 4, "")
LOWEST = 1_000 * UNIT
_MANY = 10**6 * UNIT


class Launching:
    """From the opening of a launch to the last claim of an allocation."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world
        self._handles = 0

    def launch(self) -> Proposal | None:
        """Open one, most times by somebody who has none."""
        chance, market = self.chance, self.world.market
        if len(chance.trading()) >= 7 and not chance.seldom():
            return None
        free = [who for who in ACTORS if who not in market.creators.token_of]
        sender = chance.any(free if chance.often() else ACTORS)
        return None if sender is None else Proposal(sender, "launch", (self._terms(),))

    def good_terms(self, handle: str) -> LaunchTerms:
        """Terms that nobody can refuse."""
        return LaunchTerms(
            handle=handle,
            name="Somebody with a näme",
            symbol="SOME",
            contract_uri="ipfs://who",
            window=HOUR,
            minimum_raise=LOWEST,
            maximum_raise=0,
            max_per_account=0,
            creator_fee_bps=100,
            fan_fee_bps=100,
            allocation_vesting=DAY,
            creator_vesting=DAY,
        )

    def _terms(self) -> LaunchTerms:
        chance = self.chance
        self._handles += 1
        taken = [launch.terms.handle for launch in self.world.market.launches.values()]
        least = chance.or_bad(chance.one((LOWEST, 2 * LOWEST)), LOWEST - 1, 0, MOST_RAISED)
        most = min(chance.one((0, 0, least, 3 * least + 7)), MOST_RAISED)
        vesting = chance.one((0, 3 * HOUR, 5 * DAY, 30 * DAY))
        window = chance.one((MIN_WINDOW, HOUR, 9 * HOUR, 3 * DAY))
        longer = chance.or_bad(vesting + 60 * DAY, max(vesting - 1, 0), vesting, 4 * 365 * DAY + 1)
        return replace(
            self.good_terms(chance.or_bad(f"someone_{self._handles}", *BAD_HANDLES, *taken)),
            name=chance.or_bad("Somebody else", "", "n" * 49, "n" * 48),
            symbol=chance.or_bad("ELSE", "", "S" * 13, "S" * 12),
            contract_uri=chance.or_bad("", "u" * 257, "u" * 256),
            window=chance.or_bad(window, MIN_WINDOW - 1, 14 * DAY, 14 * DAY + 1),
            minimum_raise=least,
            maximum_raise=chance.or_bad(most, max(least - 1, 0), MOST_RAISED),
            max_per_account=chance.or_bad(chance.one((0, 0, LOWEST + 3)), 2**88 - 1, 2**88),
            creator_fee_bps=chance.or_bad(chance.random.randrange(301), 300, 301),
            fan_fee_bps=chance.or_bad(chance.random.randrange(301), 300, 301),
            allocation_vesting=chance.or_bad(vesting, 365 * DAY + 1),
            creator_vesting=longer,
        )

    def contribute(self) -> Proposal | None:
        """Mostly to an open launch, up to its limits and beyond."""
        chance, market = self.chance, self.world.market
        now = self.world.chain.now
        going = [each for each in market.launches.values() if each.status(now) == "Open"]
        launch = chance.any(market.launches.values() if chance.seldom() else going)
        if launch is None:
            return None
        sender = launch.creator if chance.seldom() else chance.person()
        left = launch.most - launch.raised
        limits = [left, launch.most_per_account, 4 * LOWEST]
        return Proposal(sender, "contribute", (launch.token, chance.amount(min(limits))))

    def contribute_too_much(self) -> Proposal | None:
        """More than the launch, or the account, may take."""
        chance = self.chance
        now = self.world.chain.now
        going = [x for x in self.world.market.launches.values() if x.status(now) == "Open"]
        launch = chance.any(going)
        if launch is None:
            return None
        most = chance.one((launch.most - launch.raised, launch.most_per_account))
        return Proposal(chance.person(), "contribute", (launch.token, most + 1))

    def finalize(self) -> Proposal | None:
        """Mostly what is over."""
        chance, now = self.chance, self.world.chain.now
        launches = self.world.market.launches.values()
        over = [x for x in launches if x.status(now) == "Closed"]
        early = [x for x in launches if x.status(now) == "Open"]
        launch = chance.any(chance.or_bad(over, early, launches))
        return Proposal(chance.person(), "finalize", (launch.token,)) if launch else None

    def refund(self) -> Proposal | None:
        """Mostly who put something into what failed."""
        chance, now = self.chance, self.world.chain.now
        launches = self.world.market.launches.values()
        lost = [
            Proposal(who, "refund", (launch.token,))
            for launch in launches
            if launch.status(now) in ("Closed", "Failed")
            for who, share in launch.allocations.items()
            if share.contributed and who in ACTORS
        ]
        if chance.seldom() and launches:
            return Proposal(chance.person(), "refund", (chance.one(launches).token,))
        return chance.any(lost)

    def claim_allocation(self) -> Proposal | None:
        """Mostly who has something left."""
        token = self.chance.token()
        if token is None:
            return None
        shares = self.world.market.launches[token].allocations
        owners = [who for who, share in shares.items() if share.unclaimed and who in ACTORS]
        sender = self.chance.any(owners) if self.chance.often() else self.chance.person()
        return Proposal(sender, "claim_allocation", (token,)) if sender else None

    def return_unvested(self) -> Proposal | None:
        """Whole tokens, mostly, of what has not vested."""
        chance = self.chance
        if chance.seldom():
            token = chance.token() or "token1"
            return Proposal(chance.person(), "return_unvested", (token, chance.amount(3) * UNIT))
        found = chance.any(self._unvested())
        if found is None:
            return None
        sender, token, left = found
        amount = chance.amount(left // UNIT) * UNIT
        return Proposal(sender, "return_unvested", (token, chance.or_bad(amount, amount + 1)))

    def _unvested(self) -> Iterator[tuple[str, str, int]]:
        for token in self.chance.trading():
            launch = self.world.market.launches[token]
            elapsed = self.world.chain.now - launch.finalized_at
            for who, share in launch.allocations.items():
                left = share.total - share.returned - share.vested(elapsed)
                if left >= UNIT and who in ACTORS:
                    yield who, token, left


class Trading:
    """Purchases, sales, transfers of creator tokens."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world

    def buy(self) -> Proposal | None:
        """For some of the TT there is."""
        chance = self.chance
        token, sender = chance.token(), chance.person()
        if token is None:
            return None
        dice = chance.random.random()
        most = 5_000 * UNIT if dice < 0.9 else self.world.tt.balances[sender]
        amount = chance.amount(most) if dice < 0.97 else 2**120
        least = chance.or_bad(0, 2**100)
        to = chance.recipient(sender)
        limits = (to, chance.deadline(), chance.referrer(sender))
        return Proposal(sender, "buy", (token, amount, least, *limits))

    def buy_at_the_limit(self) -> Proposal | None:
        """With exactly what it brings, or one wei more, as the least to come."""
        proposal = self.buy()
        if proposal is None or proposal.arguments[0] not in self.chance.trading():
            return proposal
        token, amount, _, *rest = proposal.arguments
        curve = self.world.market.curve(token)
        if not 0 < amount < 2**90:
            return proposal
        least = curve.buy(amount).tokens + self.chance.random.randrange(2)
        return Proposal(proposal.sender, "buy", (token, amount, least, *rest))

    def buy_exact(self) -> Proposal | None:
        """So many tokens, seldom more than the curve has."""
        chance = self.chance
        token, sender = chance.token(), chance.person()
        if token is None:
            return None
        amount = chance.or_bad(chance.amount(20_000 * UNIT), MOST, S0, MOST - S0)
        most = chance.or_bad(2**127, 1)
        limits = (chance.recipient(sender), chance.deadline(), chance.referrer(sender))
        return Proposal(sender, "buy_exact", (token, amount, most, *limits))

    def buy_with_eth(self) -> Proposal | None:
        """With some ETH."""
        chance = self.chance
        token, sender = chance.token(), chance.person()
        if token is None:
            return None
        value = chance.amount(10**17)
        to = chance.recipient(sender)
        limits = (to, chance.deadline(), chance.referrer(sender), value)
        return Proposal(sender, "buy_with_eth", (token, chance.or_bad(0, 2**100), *limits))

    def sell(self) -> Proposal | None:
        """Some of what the sender has."""
        chance = self.chance
        token = chance.token()
        if token is None:
            return None
        sender = chance.any(chance.held(token)) or chance.person()
        coin = self.world.market.tokens[token]
        amount = chance.or_bad(chance.amount(coin.balance(sender)), coin.supply, coin.supply + 1)
        least = chance.or_bad(0, 2**100)
        limits = (chance.recipient(sender), chance.deadline(), chance.referrer(sender))
        return Proposal(sender, "sell", (token, amount, least, *limits))

    def fund_fans(self) -> Proposal | None:
        """A gift to everybody who holds."""
        chance = self.chance
        token = chance.token()
        amount = chance.amount(300 * UNIT)
        return Proposal(chance.person(), "fund_fans", (token, amount)) if token else None

    def transfer(self) -> Proposal | None:
        """Some of what the sender has, to somebody or itself."""
        chance = self.chance
        token = chance.token()
        if token is None:
            return None
        sender = chance.any(chance.held(token)) or chance.person()
        coin = self.world.market.tokens[token]
        to = chance.or_bad(chance.one((sender, chance.person(), token)), NOBODY, "market")
        return Proposal(sender, "transfer_token", (token, to, chance.amount(coin.balance(sender))))

    def approve(self) -> Proposal | None:
        """Let somebody take some."""
        chance = self.chance
        token = chance.token()
        spender = chance.or_bad(chance.person(), NOBODY)
        amount = chance.one((2**256 - 1, chance.amount(_MANY)))
        return (
            Proposal(chance.person(), "approve_token", (token, spender, amount)) if token else None
        )

    def transfer_from(self) -> Proposal | None:
        """By an allowance there is, or one there is not."""
        chance = self.chance
        token = chance.token()
        if token is None:
            return None
        coin = self.world.market.tokens[token]
        allowances = coin.allowances.items()
        pairs = [pair for pair, allowed in allowances if allowed and pair[1] in ACTORS]
        owner, sender = chance.any(pairs) or (chance.person(), chance.person())
        most = min(coin.balance(owner), coin.allowances.get((owner, sender), 0))
        to = chance.or_bad(chance.person(), NOBODY, "market")
        return Proposal(sender, "transfer_token_from", (token, owner, to, chance.amount(most)))
