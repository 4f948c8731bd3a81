"""How the seed's operator divides the creator fund: scores, shares, and the data behind a root.

A creator's score in a period is the whole TT it was tipped and 25 for every account that paid for a
subscription to it; its share of the budget is in proportion, rounded down. Anyone can compute it
again from the chain's events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.seeding.acts import TT
from scripts.seeding.merkle import Tree, leaf_of

FORMULA = (
    "score = floor(TT tipped) + 25 * distinct accounts that subscribed, in the period; "
    "amount = floor(budget * score / sum of scores)"
)
PER_SUBSCRIBER = 25


@dataclass(slots=True)
class Reception:
    """How a creator was received in a period: TT wei of tips, who subscribed."""

    tips: int = 0
    subscribers: set[str] = field(default_factory=set)

    @property
    def score(self) -> int:
        """By the formula above."""
        return self.tips // TT + PER_SUBSCRIBER * len(self.subscribers)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the fund: its number, its bounds as timestamps, its budget in TT wei."""

    number: int
    begins: int
    ends: int
    budget: int

    def covers(self, timestamp: int) -> bool:
        """Whether what happens then counts."""
        return self.begins <= timestamp < self.ends


def receptions(
    period: Period,
    *,
    tips: Iterable[Any],
    subscriptions: Iterable[Any],
    time_of: Callable[[Any], int],
) -> Mapping[str, Reception]:
    """Every creator's reception, from `IncomeDivided` events of tips and `Subscribed` events."""
    found: defaultdict[str, Reception] = defaultdict(Reception)
    for event in tips:
        if period.covers(time_of(event)):
            found[event["args"]["creator"]].tips += event["args"]["amount"]
    for event in subscriptions:
        if period.covers(time_of(event)):
            found[event["args"]["creator"]].subscribers.add(event["args"]["account"])
    return found


def data_of(
    period: Period,
    found: Mapping[str, Reception],
    *,
    before: Mapping[str, int],
    chain_id: int,
    fund: str,
) -> dict[str, Any]:
    """What is published: every account's score, amount, cumulative amount and proof.

    `before`: what each account was given in all periods before, in TT wei.
    """
    amounts = _amounts(period, found)
    cumulative = {
        account: before.get(account, 0) + amounts.get(account, 0)
        for account in sorted({*before, *amounts})
    }
    leaves = {each: leaf_of(chain_id, fund, each, paid) for each, paid in cumulative.items()}
    tree = Tree(list(leaves.values()))
    creators = [
        {
            "account": account,
            **_score_of(found.get(account, Reception())),
            "amount": str(amounts.get(account, 0)),
            "cumulative": str(paid),
            "proof": [f"0x{each.hex()}" for each in tree.proof(leaves[account])],
        }
        for account, paid in cumulative.items()
    ]
    return {
        "chain_id": chain_id,
        "contract": fund,
        "period": period.number,
        "from": period.begins,
        "to": period.ends,
        "budget": str(period.budget),
        "formula": FORMULA,
        "creators": creators,
        "total": str(sum(cumulative.values())),
        "root": f"0x{tree.root.hex()}",
    }


def _amounts(period: Period, found: Mapping[str, Reception]) -> dict[str, int]:
    """What each account is given that is given anything, in TT wei."""
    scores = sum(each.score for each in found.values())
    return {
        account: amount
        for account, each in found.items()
        if scores and (amount := period.budget * each.score // scores)
    }


def _score_of(reception: Reception) -> dict[str, Any]:
    return {
        "tips": str(reception.tips),
        "subscribers": len(reception.subscribers),
        "score": reception.score,
    }
