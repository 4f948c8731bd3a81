"""Plans that creators offer, and who pays for them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from scripts.seeding.acts import SPAN, TT
from scripts.seeding.cast import ACCOUNTS, DAY, FANS, HOUR
from scripts.seeding.draft import Draft, moment_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan from day `made` until the next one: whole TT a period of days, whole tokens to hold.

    subscribers: how many fans pay under it, for one to three periods each.
    """

    creator: str
    made: float
    until: float
    fee: int
    period: int
    holding: int = 0
    subscribers: int = 0


OFFERS = (
    Offer("lucia_bakes", 3.5, 20, 30, 30, subscribers=6),
    Offer("lucia_bakes", 20, 33, 45, 30, holding=100, subscribers=2),
    Offer("nonna_rosa", 5, 33, 20, 7, subscribers=6),
    Offer("mo_explains", 10, 33, 50, 30, holding=500, subscribers=4),
    Offer("skate_yuki", 6, 25, 15, 14, subscribers=3),
    Offer("harbor_choir", 3, 33, 10, 30, subscribers=3),
)
ENDED = ("skate_yuki", 25)


def tell_subscriptions(draft: Draft, chance: random.Random) -> None:
    """Plans, subscribers, a gift, a renewal on changed terms, and a plan that ends."""
    early: dict[str, int] = {}
    for offer in OFFERS:
        draft.act(
            moment_of(offer.made), ACCOUNTS[offer.creator], "set_plan", token=offer.creator,
            amount=offer.fee * TT, lasts=offer.period * DAY, count=offer.holding,
        )  # fmt: skip
        for fan in chance.sample(FANS, offer.subscribers):
            days = chance.uniform(offer.made + 0.2, offer.until - 0.2)
            _subscribe(
                draft, moment_of(days), fan, offer.creator, periods=chance.choice((1, 1, 2, 3))
            )
            early.setdefault(offer.creator, fan)
    giver, friend = chance.sample(FANS, 2)
    _subscribe(draft, moment_of(12), giver, "lucia_bakes", gift_to=friend)
    _subscribe(draft, SPAN - 8 * DAY, early["lucia_bakes"], "lucia_bakes")
    handle, day = ENDED
    draft.act(moment_of(day), ACCOUNTS[handle], "end_plan", token=handle)


def _subscribe(
    draft: Draft,
    at: int,
    payer: int,
    creator: str,
    *,
    periods: int = 1,
    gift_to: int | None = None,
) -> None:
    draft.allow(at - HOUR, payer, "subscriptions")
    draft.act(at, payer, "subscribe", token=creator, count=periods, other=gift_to)
