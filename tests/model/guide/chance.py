"""Random choices out of what the world offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from tests.model.protocol.chain import NOBODY
from tests.model.protocol.moments import Moment
from tests.model.protocol.splits import List
from tests.model.protocol.tt import Permit
from tests.model.protocol.world import World
from tests.model.stage import ACTORS

UNIT = 10**18
MINUTE, HOUR, DAY = 60, 3_600, 86_400
CONTRACTS = ("ledger", "market")

T = TypeVar("T")


@dataclass(frozen=True)
class Proposal:
    """What somebody would do."""

    sender: str
    operation: str
    arguments: tuple[Any, ...] = ()
    permit: Permit | None = None


Way = Callable[[], Proposal | None]


class Chance:
    """Choices with a seed, in the world as it stands."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.random = Random(seed)

    # --- odds

    def often(self) -> bool:
        """Three times in four."""
        return self.random.random() < 0.75

    def seldom(self) -> bool:
        """Once in fifteen times."""
        return self.random.random() < 1 / 15

    def one(self, among: Iterable[T]) -> T:
        """Any of some."""
        return self.random.choice(list(among))

    def any(self, among: Iterable[T]) -> T | None:
        """Any of some, or none if there are none."""
        found = list(among)
        return self.random.choice(found) if found else None

    def or_bad(self, value: T, *bad: T) -> T:
        """A value, seldom one that should be refused."""
        return self.random.choice(bad) if bad and self.seldom() else value

    def amount(self, most: int) -> int:
        """Some of an amount: mostly a part, sometimes all, a wei, nothing, or too much."""
        dice = self.random.random()
        if dice < 0.04:
            return 0
        if dice < 0.08:
            return most + 1
        if dice < 0.14:
            return 1
        if dice < 0.24:
            return most
        return int(most * self.random.random() ** 3) or 1

    # --- people

    def person(self) -> str:
        """Anybody."""
        return self.random.choice(ACTORS)

    def recipient(self, own: str) -> str:
        """Mostly oneself, sometimes somebody, seldom nobody or a contract that cannot claim."""
        return self.or_bad(own if self.often() else self.person(), NOBODY, *CONTRACTS)

    def referrer(self, own: str) -> str:
        """Nobody, oneself, or anybody."""
        return self.one((NOBODY, own, self.person(), self.person()))

    def creator(self) -> str:
        """Mostly somebody whose token trades."""
        trading = [self.world.market.creators.creator_of[token] for token in self.trading()]
        return self.one(trading) if trading and self.often() else self.person()

    def deadline(self) -> int:
        """Far away, seldom over."""
        now = self.world.chain.now
        return self.or_bad(now + 10 * 365 * DAY, now - 1, now)

    # --- things

    def trading(self) -> list[str]:
        """Tokens that trade."""
        launches = self.world.market.launches
        return [token for token, launch in launches.items() if launch.ended == "Trading"]

    def token(self) -> str | None:
        """Mostly one that trades, seldom one that does not."""
        tokens = list(self.world.market.launches)
        return self.any(tokens if self.seldom() else self.trading() or tokens)

    def held(self, token: str) -> list[str]:
        """Who holds a token."""
        holders = self.world.market.tokens[token].books.holders
        return [who for who, account in holders.items() if account.tokens and who in ACTORS]

    def moment(self) -> tuple[int, Moment] | None:
        """Mostly one of the newest."""
        moments = list(self.world.moments.moments.items())
        return self.any(moments[-15:] if self.often() else moments)

    def piece(self) -> int | None:
        """A serial, mostly one of the newest, that is not in an auction."""
        pieces = self.world.moments.pieces
        free = [token for token, piece in pieces.items() if piece.owner in ACTORS]
        return self.any(free[-60:] if self.often() else free)

    def splits(self) -> List:
        """None, a good list, seldom a bad one."""
        count = self.random.choice((0, 0, 1, 2, 3, 8))
        people = [self.one((*ACTORS, "treasury")) for _ in range(count)]
        shares = self._shares(count)
        if self.seldom() and count:
            return self._spoilt(people, shares)
        return tuple(zip(people, shares, strict=True))

    def _shares(self, count: int) -> list[int]:
        if count == 0:
            return []
        cuts = sorted(self.random.sample(range(1, 10_000), count - 1))
        return [to - since for since, to in zip([0, *cuts], [*cuts, 10_000], strict=True)]

    def _spoilt(self, people: list[str], shares: list[int]) -> List:
        dice = self.random.randrange(4)
        if dice == 0:
            return tuple((self.person(), 1_000) for _ in range(9))
        if dice == 1:
            return ((self.one((NOBODY, *CONTRACTS)), 10_000),)
        if dice == 2:
            return (*zip(people, shares, strict=True), (self.person(), 1))
        return (*zip(people, shares, strict=True), (self.person(), 0))

    def text(self, most: int) -> str:
        """A short text, seldom one that is empty or too long."""
        good = f"ipfs://{self.random.randrange(10**6)}/ö"
        return self.or_bad(good, "", "x" * most, "x" * (most + 1), "é" * (most // 2 + 1))
