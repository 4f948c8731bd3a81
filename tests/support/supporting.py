"""What people do for creators (plans, subscriptions, the fund, payments), and what the guardian does."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from eth_abi.abi import encode

from tests.support.collecting import DAY, Action, Collecting
from tests.support.merkle import leaf_of, proof_of, tree_of
from tests.support.world import NOBODY, TT, World

SALE, RESALE, ROYALTY, SUBSCRIPTION, FUND, OUTBID = 1, 2, 3, 4, 5, 6


class Supporting:
    """Chance with a seed; what may not be done, the contracts refuse."""

    def __init__(
        self,
        world: World,
        random: Random,
        *,
        collecting: Collecting,
        creator: Callable[[], str],
        token: Callable[[], str],
    ) -> None:
        self.world = world
        self.random = random
        self._collecting = collecting
        self._creator = creator
        self._token = token
        self._earned: dict[str, int] = {}
        self._trees: dict[bytes, list[tuple[str, int]]] = {}
        self.actions: list[Action] = [
            (2, self.set_plan),
            (1, self.end_plan),
            (6, self.subscribe),
            (2, self.deposit),
            (2, self.post_root),
            (1, self.veto),
            (3, self.claim_from_fund),
            (5, self.distribute),
            (2, self.sweep),
            (3, self.pay_ledger),
            (1, self.open_account),
            (4, self.send_tt),
            (1, self.pause),
        ]

    def begin(self) -> None:
        """Something to subscribe to, and a budget."""
        for _ in range(3):
            self.world.subscriptions.send(self._creator(), "setPlan", 3 * TT, 7 * DAY, 0)
        self.world.fund.send(self._collecting.person(), "deposit", 500 * TT)

    def set_plan(self) -> None:
        creator = self.random.choice([self._creator(), self._collecting.person()])
        holding = self.random.choice([0, 0, 100 * TT, 10_000 * TT])
        fee, period = self.random.randint(1, 9 * TT), self.random.choice([1, 7, 30]) * DAY
        self.world.subscriptions.send(creator, "setPlan", fee, period, holding)

    def end_plan(self) -> None:
        self.world.subscriptions.send(self._creator(), "endPlan")

    def subscribe(self) -> None:
        candidates = [self._creator(), self._creator(), self._collecting.person()]
        plans = [self.world.subscriptions.read("planOf", each)[0] for each in candidates]
        plan, creator = max(zip(plans, candidates, strict=True), key=lambda pair: pair[0] > 0)
        payer = self._collecting.person()
        account = self.random.choice([payer, payer, self._collecting.person()])
        periods = self.random.randint(1, 3)
        self.world.subscriptions.send(payer, "subscribe", creator, plan, periods, account, 2**255)

    def deposit(self) -> None:
        amount = self.random.randint(1, 200 * TT)
        self.world.fund.send(self._collecting.person(), "deposit", amount)

    def post_root(self) -> None:
        """Gives some accounts more than they had, within what is there."""
        left = self.world.fund.read("deposits") - sum(self._earned.values())
        for person in self.random.sample(self.world.people, 3):
            share = self.random.randint(0, max(0, left // 4))
            self._earned[person] = self._earned.get(person, 0) + share
        entries = list(self._earned.items())
        levels = tree_of([leaf_of(self.world.fund, *entry) for entry in entries])
        self._trees[levels[-1][0]] = entries
        total = sum(self._earned.values())
        uri = f"ipfs://fund/{len(self._trees)}"
        self.world.fund.send(self.world.accounts[1], "postRoot", levels[-1][0], total, uri)
        if self.random.random() < 0.5:
            self.world.node.wait_until(2 * DAY)

    def veto(self) -> None:
        self.world.fund.send(self.world.accounts[1], "veto")

    def claim_from_fund(self) -> None:
        entries = self._trees.get(self.world.fund.read("currentRoot")[1])
        if entries:
            index = self.random.randrange(len(entries))
            levels = tree_of([leaf_of(self.world.fund, *entry) for entry in entries])
            proof = proof_of(levels, index)
            self.world.fund.send(self._collecting.person(), "claim", *entries[index], proof)

    def distribute(self) -> None:
        moments = range(1, self._collecting.count() + 1)
        chosen = self.random.sample(moments, min(len(moments), 3))
        self.world.ledger.send(self._collecting.person(), "distribute", chosen)

    def sweep(self) -> None:
        """Foreign exchanges pay royalties in TT or ETH, and somebody sends them on."""
        person, token = self._collecting.person(), self._token()
        self.world.tt.send(person, "transfer", token, self.random.randint(1, 9 * TT))
        if self.random.random() < 0.5:
            self.world.node.send({"from": person, "to": token, "value": hex(TT // 1_000)})
        self.world.token(token).send(person, "sweep")

    def pay_ledger(self) -> None:
        """Anybody may pay any income in."""
        source = self.random.choice([SALE, RESALE, ROYALTY, SUBSCRIPTION, FUND, OUTBID])
        account = self.random.choice([self._creator(), self._collecting.person()])
        moment = self._collecting.moment()
        subject = moment if source in (SALE, RESALE) else int(account, 16)
        referrer = self.random.choice([NOBODY, self._collecting.person()])
        kinds = ["uint8", "uint256", "address"]
        amount = self.random.choice([1, 39, self.random.randint(1, 20 * TT)])
        self.world.tt.send(
            self._collecting.person(),
            "transferAndCall",
            self.world.ledger.address,
            amount,
            encode(kinds, [source, subject, referrer]),
        )

    def open_account(self) -> None:
        """An account like a moment's, of one who has no moment."""
        person = self._collecting.person()
        terms = (person, self.random.randint(0, 1_000), 0, bytes(32), bytes(32))
        self.world.ledger.send(person, "openMoment", terms)

    def send_tt(self) -> None:
        """Plainly, to people and to contracts that do not notice."""
        to = self.random.choice(
            [
                self._collecting.person(),
                self._collecting.person(),
                self.world.ledger.address,
                self.world.auction.address,
            ]
        )
        amount = self.random.choice([0, self.random.randint(1, 50 * TT)])
        self.world.tt.send(self._collecting.person(), "transfer", to, amount)

    def pause(self) -> None:
        contract = self.random.choice(self.world.guarded)
        contract.send(self.world.accounts[1], "pause")
        if self.random.random() < 0.9:
            contract.send(self.world.accounts[1], "unpause")
