"""What happens in the seed: every act in order, and every order signed; the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from scripts.seeding.acts import START, Act, Order
from scripts.seeding.cast import CREATORS, FANS, HOUR, OPERATOR
from scripts.seeding.draft import Draft
from scripts.seeding.stories.fund import tell_fund
from scripts.seeding.stories.moments import PieceStory
from scripts.seeding.stories.orders import tell_open_orders
from scripts.seeding.stories.sounds import tell_sounds
from scripts.seeding.stories.subscriptions import tell_subscriptions
from scripts.seeding.stories.tokens import TokenStory
from scripts.seeding.works import PIECES

_ETH_DEPOSITED = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """Acts by time, and orders by key."""

    acts: tuple[Act, ...]
    orders: Mapping[str, Order]


def make_plan() -> Plan:
    """The whole seed."""
    draft = Draft()
    _give_money(draft)
    # One source of chance for each, so that one story does not change another.
    for creator in CREATORS:
        TokenStory(draft, creator, random.Random(creator.handle)).tell()
    tell_sounds(draft)
    for piece in PIECES:
        PieceStory(draft, piece, random.Random(piece.key)).tell()
    tell_subscriptions(draft, random.Random("subscriptions"))
    tell_fund(draft)
    tell_open_orders(draft, random.Random("orders"))
    return Plan(draft.ordered(), draft.orders)


def _give_money(draft: Draft) -> None:
    chance = random.Random("funds")
    for number in (*(each.account for each in CREATORS), *FANS):
        at = START + chance.randrange(HOUR)
        eth = chance.randrange(_ETH_DEPOSITED // 2, 2 * _ETH_DEPOSITED)
        draft.act(at, number, "deposit", amount=eth * 10**18)
        draft.act(at + 10, number, "approve", spender="market")
        draft.act(at + 20, number, "approve", spender="ledger")
    draft.act(START, OPERATOR, "deposit", amount=10 * 10**18)
