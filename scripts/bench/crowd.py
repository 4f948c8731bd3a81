"""Who takes part in a chain made for a bench, and what each of them certainly has."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from tests.support.world import World

#: How often money or tokens go to somebody who was never heard of.
_STRANGERS = 0.3
#: How often a sold serial goes to an account whose key the node has, so that it can be listed.
_SIGNERS = 0.15

Thing = TypeVar("Thing")


@dataclass
class Market:
    """A token that trades."""

    token: str
    creator: str
    moments: list[int] = field(default_factory=list)
    plan: int = 0
    bulk: int = 0
    """Token wei that the benches' contract has."""


@dataclass
class Lot:
    """Token wei that an account has for certain; it may have more."""

    market: Market
    account: str
    amount: int


@dataclass
class Serial:
    """A token of a moment, its owner and how often it has moved plus one."""

    token_id: int
    owner: str
    version: int = 1


class Crowd:
    """Accounts and belongings as the transactions sent so far leave them."""

    def __init__(self, world: World, random: Random, *, trader: str, block_seconds: int) -> None:
        self.world = world
        self.random = random
        #: The benches' contract, which trades in bulk.
        self.trader = trader
        self.block_seconds = block_seconds
        self.now = 0
        self.born: list[str] = []
        self.markets: list[Market] = []
        #: Accounts with TT that have approved everything.
        self.traders: list[str] = []
        self.lots: list[Lot] = []
        self.serials: list[Serial] = []
        #: Accounts that others named as their referrer since they claimed last.
        self.referrers: list[str] = []
        self.minted: dict[int, int] = {}
        self.moments = 0
        self.auctions = 0
        self._known: list[str] = []

    @property
    def accounts(self) -> int:
        """How many accounts took part."""
        return len(self._known)

    def stranger(self) -> str:
        """A new account."""
        account = f"0x{self.random.getrandbits(160):040x}"
        self._known.append(account)
        return account

    def somebody(self) -> str:
        """Anybody, now and then a stranger."""
        if not self._known or self.random.random() < _STRANGERS:
            return self.stranger()
        return self.random.choice(self._known)

    def collector(self) -> str:
        """Who gets a serial: anybody, now and then somebody who can sign."""
        if self.random.random() < _SIGNERS:
            return self.random.choice(self.world.people)
        return self.somebody()

    def active(self) -> str:
        """An account that trades."""
        return self.random.choice(self.traders)

    def market(self) -> Market:
        """A token that trades; the older it is the more is traded of it."""
        return self.markets[int(len(self.markets) * self.random.random() ** 2)]

    def take_lot(self) -> Lot | None:
        """Some of the tokens that somebody has; the rest stays with the account."""
        if not self.lots:
            return None
        lot = _taken(self.random, self.lots)
        part = self.random.choice([lot.amount, lot.amount // 2, lot.amount // 3]) or lot.amount
        if part < lot.amount:
            self.lots.append(Lot(lot.market, lot.account, lot.amount - part))
        return Lot(lot.market, lot.account, part)

    def take_serial(self, *, signer: bool = False) -> Serial | None:
        """A token of a moment that somebody has; with `signer`, somebody who can sign."""
        found = [
            index
            for index in self.random.sample(range(len(self.serials)), min(12, len(self.serials)))
            if not signer or self.serials[index].owner in self.world.people
        ]
        if not found:
            return None
        self.serials[found[0]], self.serials[-1] = self.serials[-1], self.serials[found[0]]
        return self.serials.pop()

    def take_referrer(self) -> str | None:
        """Somebody whom the market owes for referrals."""
        return _taken(self.random, self.referrers) if self.referrers else None

    def new_moment(self) -> int:
        """The id of the moment that the next transaction creates."""
        self.moments += 1
        self.minted[self.moments] = 0
        return self.moments


def _taken(random: Random, things: list[Thing]) -> Thing:
    index = random.randrange(len(things))
    things[index], things[-1] = things[-1], things[index]
    return things.pop()
