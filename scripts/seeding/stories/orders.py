"""Orders that are open at the end: handed to the server, which shows them."""

from __future__ import annotations

import random

from scripts.seeding.acts import SPAN, TT, Fate, Order, Side
from scripts.seeding.cast import DAY, FANS, HOUR
from scripts.seeding.draft import Draft
from scripts.seeding.works import PIECES

# What happens to the orders of each side once the server has them; most stay open.
_FATES: dict[Side, tuple[Fate, ...]] = {
    "listing": ("", "filled", "group canceled", "counter raised", "", "", "", "", "", "", "", ""),
    "offer": ("", "filled", "", "", ""),
    "moment offer": ("group canceled", "", "", ""),
}
_PRICES = {each.key: each.price or 200 for each in PIECES}
# The first of each side runs out while somebody looks.
_SOON = 34 * DAY + HOUR


def tell_open_orders(draft: Draft, chance: random.Random) -> None:
    """Listings by owners, offers by others, one each, so that what ends one ends no other."""
    market = _Market(draft, chance)
    number = 0
    for side, fates in _FATES.items():
        for nth, fate in enumerate(fates):
            at = SPAN - HOUR + 30 * number
            expiry = _SOON - at if nth == 0 else chance.choice((3, 7, 30, 90)) * DAY
            market.make(f"open {number}", side, fate, at=at, expiry=expiry)
            number += 1


class _Market:
    """Who still has nothing to do with an order, and which tokens."""

    def __init__(self, draft: Draft, chance: random.Random) -> None:
        self._draft = draft
        self._chance = chance
        self._people = chance.sample(FANS, len(FANS))
        held = [each for each, (_, since) in draft.holdings.items() if since < SPAN - 2 * HOUR]
        chance.shuffle(held := sorted(held))
        # What creators still have themselves comes first.
        self._tokens = iter(sorted(held, key=lambda each: draft.holdings[each][0] in FANS))

    def make(self, key: str, side: Side, fate: Fate, *, at: int, expiry: int) -> None:
        """One order, and leave for everything it needs."""
        draft = self._draft
        (piece, serial), owner = self._token(side)
        other = self._people.pop()
        maker, taker = (owner, other) if side == "listing" else (other, owner)
        draft.sign(
            Order(
                key, maker, side, piece,
                serial=0 if side == "moment offer" else serial,
                price=max(int(_PRICES[piece] * self._chance.uniform(0.7, 2.5)), 1) * TT,
                at=at, expiry=expiry, group=draft.next_group(maker), posted=True, fate=fate,
                taker=taker,
            )
        )  # fmt: skip
        if fate == "filled" and side == "listing":
            draft.allow(at, taker, "exchange")
        elif fate == "filled":
            draft.authorize(at, taker, "exchange")

    def _token(self, side: Side) -> tuple[tuple[str, int], int]:
        """A token that no order is about yet; of a listing, whose owner has made none."""
        for token in self._tokens:
            owner = self._draft.holdings[token][0]
            if owner in self._people:
                self._people.remove(owner)
                return token, owner
            if side == "listing" and owner not in FANS:
                return token, owner
        raise ValueError("there are not enough tokens")
