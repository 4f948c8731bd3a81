"""Which mutants are tried: a seeded sample, spread over contracts and kinds."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.mutants.operators import Mutant, mutants_of
from scripts.mutants.source import Source

SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Subject:
    """A contract: how many mutants it gets, the folder of its tests, the files it is made of."""

    quota: int
    tests: str
    files: tuple[str, ...]


SUBJECTS: Mapping[str, Subject] = {
    "CreatorMarket": Subject(
        55,
        "creators",
        (
            "creators/CreatorMarket.sol",
            "creators/Pricing.sol",
            "creators/Launches.sol",
            "creators/Allocations.sol",
            "creators/Accruals.sol",
            "creators/CreatorRegistry.sol",
            "creators/MarketStorage.sol",
            "libraries/CurveMath.sol",
            "libraries/LaunchRules.sol",
        ),
    ),
    "CreatorToken": Subject(
        30,
        "creators",
        (
            "creators/CreatorToken.sol",
            "creators/CreatorBooks.sol",
            "types/TokenSlots.sol",
            "libraries/DecayMath.sol",
        ),
    ),
    "PayoutLedger": Subject(
        35,
        "payouts",
        (
            "payouts/PayoutLedger.sol",
            "payouts/Incomes.sol",
            "payouts/MomentIncome.sol",
            "payouts/Splits.sol",
            "libraries/IncomeMath.sol",
        ),
    ),
    "MomentExchange": Subject(
        30, "exchange", ("moments/MomentExchange.sol", "moments/MomentSales.sol")
    ),
}


def candidates(contracts: Path, name: str) -> Iterator[Mutant]:
    """All mutants of a contract, in the order in which they are tried.

    One of each kind in turn, so that rare kinds are not drowned; within a kind by chance.
    """
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for file in SUBJECTS[name].files:
        source = Source.of(f"contracts/{file}", (contracts / file).read_text())
        for each in mutants_of(source):
            by_kind[each.kind].append(each)
    chance = random.Random(f"{SEED}:{name}")
    for kind in sorted(by_kind):
        chance.shuffle(by_kind[kind])
    while by_kind:
        for kind in sorted(by_kind):
            yield by_kind[kind].pop()
            if not by_kind[kind]:
                del by_kind[kind]
