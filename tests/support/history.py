"""Random histories: people launch, trade, collect, subscribe, tip and claim, as they like."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.support.collecting import Collecting
from tests.support.supporting import Supporting
from tests.support.world import FOREVER, NOBODY, TT, World

HOUR, DAY = 3_600, 86_400


class History:
    """Chance with a seed. What an action may not do, the contracts refuse: that is history too."""

    def __init__(self, world: World, *, seed: int) -> None:
        self.world = world
        self._name = f"s{seed}"
        self.random = random.Random(seed)
        self.tokens: list[str] = []
        self._handles = 0
        self._actions: list[tuple[int, Callable[[], None]]] = [
            (40, self._buy),
            (25, self._sell),
            (4, self._buy_exact),
            (3, self._buy_with_eth),
            (10, self._transfer),
            (4, self._tip),
            (6, self._claim),
            (5, self._claim_allocation),
            (3, self._return_unvested),
            (2, self._fund_fans),
            (1, self._move_creator),
            (1, self._set_payout),
            (1, self._lower_fee),
            (1, self._set_splits),
            (1, self._exchange_eth),
            (7, self._pass_time),
        ]
        self.collecting = Collecting(world, self.random, self._founder)
        self.supporting = Supporting(
            world,
            self.random,
            collecting=self.collecting,
            creator=self._founder,
            token=self._token,
        )
        self._actions += self.collecting.actions + self.supporting.actions

    def begin(self, *, launches: int) -> None:
        """Some launches that succeed, one that fails, one that stays open."""
        open_tokens = [self.launch(self.newcomer()) for _ in range(launches)]
        failing = self.launch(self.newcomer())
        self._contribute(self._person(), failing, 10 * TT)
        for token in open_tokens:
            for person in self.random.sample(self.world.people, 5):
                self._contribute(person, token, self.random.randint(400, 9_000) * TT + 7)
            self._contribute(self.world.market.read("creatorOf", token), token, 500 * TT)
        self.world.node.wait_until(HOUR)
        for token in [*open_tokens, failing]:
            self.world.market.do(self._person(), "finalize", token)
        for person in self.world.people:
            self.world.market.send(person, "refund", failing)
        self.tokens += open_tokens
        late = self.launch(self.newcomer(), window=14 * DAY)
        self._contribute(self._person(), late, 1_234 * TT)
        self.collecting.begin()
        self.supporting.begin()

    def play(self, steps: int) -> None:
        """So many random actions."""
        weights = [weight for weight, _ in self._actions]
        chosen = self.random.choices([action for _, action in self._actions], weights, k=steps)
        for action in chosen:
            action()

    def launch(self, creator: str, *, window: int = 600) -> str:
        """Open a launch; returns the token."""
        self._handles += 1
        number = self._handles
        terms = (
            f"{self._name}_{number}", f"Creator № {number}", f"C{number}", f"ipfs://creator/{number}",
            window, 1_000 * TT, 0, 0, self.random.randint(0, 300), self.random.randint(0, 300),
            self.random.choice([0, DAY, 30 * DAY]), 180 * DAY,
        )  # fmt: skip
        self.world.market.do(creator, "launch", terms)
        token: str = self.world.market.read("tokenOf", creator)
        return token

    def newcomer(self) -> str:
        """Somebody who has no token yet."""
        return next(
            person
            for person in self.world.people
            if self.world.market.read("tokenOf", person) == NOBODY
        )

    def _founder(self) -> str:
        """Whoever is behind one of the tokens now."""
        creator: str = self.world.market.read("creatorOf", self._token())
        return creator

    def _person(self) -> str:
        return self.random.choice(self.world.people)

    def _token(self) -> str:
        return self.random.choice(self.tokens)

    def _referrer(self) -> str:
        return self.random.choice([NOBODY, NOBODY, self._person()])

    def _market(self, sender: str, function: str, *arguments: Any, value: int = 0) -> None:
        self.world.market.send(sender, function, *arguments, value=value)

    def _contribute(self, person: str, token: str, amount: int) -> None:
        self._market(person, "contribute", token, amount)

    def _buy(self) -> None:
        person = self._person()
        to = self.random.choice([person, person, person, self._person()])
        amount = self.random.choice(
            [self.random.randint(1, 50), self.random.randint(TT, 5_000 * TT)]
        )
        self._market(person, "buy", self._token(), amount, 0, to, FOREVER, self._referrer())

    def _buy_exact(self) -> None:
        person, amount = self._person(), self.random.randint(1, 20_000 * TT)
        self._market(
            person, "buyExact", self._token(), amount, 2**200, person, FOREVER, self._referrer()
        )

    def _buy_with_eth(self) -> None:
        person = self._person()
        value = self.random.randint(1, TT // 20)
        self._market(person, "buyWithEth", self._token(), 0, person, FOREVER, NOBODY, value=value)

    def _sell(self) -> None:
        person, token = self._person(), self._token()
        balance = self.world.token(token).read("balanceOf", person)
        if balance:
            amount = self.random.choice([balance, self.random.randint(1, balance), 1])
            self._market(person, "sell", token, amount, 0, person, FOREVER, self._referrer())

    def _transfer(self) -> None:
        person, token = self._person(), self.world.token(self._token())
        balance = token.read("balanceOf", person)
        amount = self.random.choice([balance, self.random.randint(0, balance), 0])
        token.send(person, "transfer", self.random.choice([person, self._person()]), amount)

    def _tip(self) -> None:
        creator = self.random.choice(
            [self.world.market.read("creatorOf", self._token()), self._person()]
        )
        self.world.ledger.send(self._person(), "tip", creator, self.random.randint(1, 50 * TT))

    def _claim(self) -> None:
        person = self.random.choice([self._person(), self.world.accounts[2]])
        tokens = self.random.sample(self.tokens, self.random.randint(1, len(self.tokens)))
        moments = range(1, self.collecting.count() + 1)
        chosen = self.random.sample(moments, self.random.randint(0, min(4, len(moments))))
        self.world.ledger.send(person, "claimAll", tokens, chosen, person)

    def _claim_allocation(self) -> None:
        self._market(self._person(), "claimAllocation", self._token())

    def _return_unvested(self) -> None:
        self._market(
            self._person(), "returnUnvested", self._token(), self.random.randint(1, 9_000) * TT
        )

    def _fund_fans(self) -> None:
        self._market(self._person(), "fundFans", self._token(), self.random.randint(1, 20 * TT))

    def _move_creator(self) -> None:
        token = self._token()
        creator = self.world.market.read("creatorOf", token)
        heir = self.random.choice([NOBODY, self._person()])
        self._market(creator, "transferCreator", token, heir)
        self.world.node.wait_until(3 * DAY)
        if heir != NOBODY:
            self._market(heir, "acceptCreator", token)

    def _set_payout(self) -> None:
        creator = self.world.market.read("creatorOf", self._token())
        self._market(creator, "setPayoutAddress", self.random.choice([NOBODY, self._person()]))

    def _lower_fee(self) -> None:
        token = self._token()
        creator = self.world.market.read("creatorOf", token)
        self._market(creator, "lowerCreatorFee", token, self.random.randint(0, 300))

    def _set_splits(self) -> None:
        self.world.ledger.send(self._founder(), "setSplits", self.collecting.splits())

    def _exchange_eth(self) -> None:
        person = self._person()
        self.world.tt.send(person, "depositTo", self._person(), value=self.random.randint(1, TT))
        self.world.tt.send(person, "withdraw", self.random.randint(1, 100 * TT))

    def _pass_time(self) -> None:
        self.world.node.wait_until(self.random.choice([30, HOUR, 8 * HOUR, 2 * DAY]))
