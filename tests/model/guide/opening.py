"""How every history begins: everybody gets TT, five launches are filled, four of them trade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.model.guide.chance import HOUR, UNIT, Chance, Proposal
from tests.model.guide.trades import LOWEST, Launching
from tests.model.stage import ACTORS, GIVEN, PEOPLE, RICH, TRUSTED, VAULT

_RICHES = 10**34
_ALL = 2**256 - 1


class Opening:
    """The first steps, one after the other; a pause before the launches end."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self._launching = Launching(chance)

    def steps(self) -> Iterator[tuple[int, Proposal]]:
        """Seconds since the step before, and what is done."""
        for who in ACTORS:
            for proposal in self._equip(who):
                yield 1, proposal
        tokens = [f"token{number}" for number in range(1, 6)]
        for number, creator in enumerate(PEOPLE[:5], 1):
            yield 1, self._launch(creator, number)
        for token in tokens[:4]:
            for who in self.chance.random.sample(ACTORS, 6):
                amount = LOWEST // 3 + self.chance.random.randrange(LOWEST)
                yield 1, Proposal(who, "contribute", (token, amount))
        yield 1, Proposal(self.chance.person(), "contribute", (tokens[4], UNIT))
        yield 2 * HOUR, Proposal(self.chance.person(), "finalize", (tokens[0],))
        for token in tokens[1:]:
            yield 1, Proposal(self.chance.person(), "finalize", (token,))

    def _equip(self, who: str) -> Iterator[Proposal]:
        """Leave for every contract to take TT and moments; one account is very rich."""
        if who == RICH:
            yield Proposal(who, "deposit", (_RICHES,))
        if who == VAULT:
            yield Proposal(who, "deposit", (GIVEN,))
            for part in TRUSTED:
                yield Proposal(who, "approve_tt", (part, _ALL))
        yield Proposal(who, "approve_tt", ("exchange", _ALL))
        for part in ("auctions", "exchange"):
            yield Proposal(who, "approve_moments", (part, True))

    def _launch(self, creator: str, number: int) -> Proposal:
        vesting = (0, 3 * HOUR, 400 * HOUR, 8_000 * HOUR, 0)[number - 1]
        terms = replace(
            self._launching.good_terms(f"founder_{number}"),
            creator_fee_bps=75 * (number - 1),
            fan_fee_bps=75 * (5 - number),
            allocation_vesting=vesting,
            creator_vesting=vesting + 50 * HOUR,
        )
        return Proposal(creator, "launch", (terms,))
