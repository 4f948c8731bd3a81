"""The life of a moment: created, sold or auctioned, redeemed, given, resold, divided."""

from __future__ import annotations

import random
from typing import Any

from scripts.seeding.acts import LAST, SPAN, TT, Kind, Order, Side
from scripts.seeding.cast import ACCOUNTS, DAY, FANS, HOUR
from scripts.seeding.draft import Draft, moment_of
from scripts.seeding.works import LATE_BUYER, Lot, Piece

MINUTE = 60
# Of what its creator lists without an auction, in whole TT.
_PRICE = 180
# A bid in the last ten minutes moves the end by ten.
_EXTENSION = 10 * MINUTE
# After the last act, the end of the auction that is extended then: it runs while somebody looks.
_LAST_MINUTES = 8 * MINUTE
# How tokens are resold; listings twice as often as either kind of offer.
_SIDES: tuple[Side, ...] = ("listing", "listing", "offer", "moment offer")
# From then on tokens stay where they are, but for what is minted.
_QUIET = SPAN - 3 * DAY


class PieceStory:
    """The acts around one moment."""

    def __init__(self, draft: Draft, piece: Piece, chance: random.Random) -> None:
        self._draft = draft
        self._piece = piece
        self._chance = chance
        self._creator = ACCOUNTS[piece.creator]
        # By serial: the owner, since when, and what the last sale brought.
        self._owners: dict[int, tuple[int, int]] = {}
        self._price = (piece.price or _PRICE) * TT

    def tell(self) -> None:
        """From its creation on."""
        piece = self._piece
        made = moment_of(piece.made)
        if piece.voucher is None:
            self._act(made, self._creator, "create_moment")
        elif piece.fate == "minted":
            self._draft.allow(made, LATE_BUYER, "moments")
        elif piece.canceled:
            self._act(made + 2 * DAY, self._creator, "cancel_voucher")
        if piece.edition == 1 and not piece.price:
            self._owners[1] = (self._creator, made)
        for lot in piece.lots:
            self._auction(lot)
        self._sell(made)
        self._redeem()
        self._give()
        for number in range(piece.resold):
            self._resell(number)
        if piece.divided:
            at = SPAN - self._chance.randrange(2 * DAY, 5 * DAY)
            self._act(at, self._chance.choice(FANS), "distribute")
        for serial, held in self._owners.items():
            self._draft.holdings[piece.key, serial] = held

    def _auction(self, lot: Lot) -> None:
        """Put the token up; the bids, and the end."""
        seller, since = self._owners.pop(1)
        opens, ends = moment_of(lot.opens), moment_of(lot.opens + lot.days)
        last_minutes = lot.late and lot.fate == "open" and ends > SPAN
        if last_minutes:
            ends = LAST + _LAST_MINUTES
        at = max(since + HOUR, min(opens - 2 * HOUR, SPAN - 2 * HOUR))
        self._draft.authorize(at, seller, "auction")
        self._act(
            at, seller, "create_auction", amount=lot.reserve * TT, begins=opens, lasts=ends - opens
        )
        if lot.fate == "canceled":
            self._act(opens + DAY, seller, "cancel_auction")
            self._owners[1] = (seller, opens + DAY)
            return
        winner, self._price = seller, 0
        for at in self._bid_times(lot, opens, ends, last_minutes=last_minutes):
            winner = self._bid(lot, at, winner)
            ends += _EXTENSION if ends - at < _EXTENSION else 0
        if lot.fate == "settled":
            at = ends + self._chance.randrange(5 * MINUTE, 3 * HOUR)
            self._act(at, self._chance.choice(FANS), "settle")
            self._owners[1] = (winner, at)

    def _bid_times(self, lot: Lot, opens: int, ends: int, *, last_minutes: bool) -> list[int]:
        """When bids come in: spread, and the late ones around the end that was announced."""
        late = [LAST - MINUTE] if last_minutes else [ends - 3 * MINUTE, ends + 4 * MINUTE]
        spread = lot.bids - len(late) if lot.late else lot.bids
        until = min(ends, SPAN) - HOUR
        times = sorted(self._chance.randrange(opens + MINUTE, until) for _ in range(spread))
        return times + late if lot.late else times

    def _bid(self, lot: Lot, at: int, highest: int) -> int:
        """Somebody bids more; who."""
        chance = self._chance
        bidder = chance.choice([each for each in FANS if each != highest])
        if self._price:
            # At least a twentieth more, in whole TT.
            step = max(
                -(-self._price // 20), int(self._price // TT * chance.uniform(0.06, 0.3)) * TT
            )
            self._price += step
        else:
            self._price = int(lot.reserve * chance.uniform(1, 1.2)) * TT
        self._draft.allow(at, bidder, "auction")
        self._act(at, bidder, "bid", amount=self._price)
        return bidder

    def _sell(self, made: int) -> None:
        """Mint what is sold, more of it early than late."""
        piece, chance = self._piece, self._chance
        begins = max(made + HOUR, moment_of(piece.opens) if piece.opens else 0)
        until = min(moment_of(piece.closes) if piece.closes else SPAN, SPAN) - HOUR
        quantities = self._quantities()
        times = sorted(begins + int((until - begins) * chance.random() ** 2) for _ in quantities)
        bought: dict[int, int] = {}
        for number, (at, quantity) in enumerate(zip(times, quantities, strict=True)):
            able = [each for each in FANS if self._may_buy(bought.get(each, 0) + quantity)]
            buyer = chance.choice(able)
            bought[buyer] = bought.get(buyer, 0) + quantity
            referrer = chance.choice(FANS) if chance.random() < 0.2 else None
            # Once the moment exists, its id is enough.
            voucher = piece.voucher is not None and number < 2
            kind: Kind = "mint_voucher" if voucher else "mint"
            self._draft.allow(at, buyer, "moments")
            self._act(at, buyer, kind, count=quantity, other=referrer)
            for _ in range(quantity):
                self._owners[len(self._owners) + 1] = (buyer, at)

    def _quantities(self) -> list[int]:
        left, quantities = self._piece.sold, []
        while left:
            wanted = min(self._chance.choices((1, 2, 3, 5), (12, 4, 2, 1))[0], left)
            if self._may_buy(wanted):
                quantities.append(wanted)
                left -= wanted
        return quantities

    def _may_buy(self, quantity: int) -> bool:
        return not self._piece.limit or quantity <= self._piece.limit

    def _redeem(self) -> None:
        for serial in self._chance.sample(self._old(), self._piece.redeemed):
            owner, since = self._owners[serial]
            at = self._after(since)
            self._act(at, owner, "redeem", serial=serial)
            self._owners[serial] = (owner, at)

    def _give(self) -> None:
        for serial in self._chance.sample(self._old(), self._piece.given):
            owner, since = self._owners[serial]
            friend = self._chance.choice([each for each in FANS if each != owner])
            at = self._after(since)
            self._act(at, owner, "give_moment", serial=serial, other=friend)
            self._owners[serial] = (friend, at)

    def _resell(self, number: int) -> None:
        """One token changes hands by an order."""
        chance = self._chance
        serial = chance.choice(self._old())
        owner, since = self._owners[serial]
        other = chance.choice([each for each in FANS if each != owner])
        signed = self._after(since)
        filled = signed + chance.randrange(30 * MINUTE, DAY)
        self._price = max(int(self._price // TT * chance.uniform(0.8, 2)), 1) * TT
        side = chance.choice(_SIDES)
        maker, taker = (owner, other) if side == "listing" else (other, owner)
        order = Order(
            key=f"{self._piece.key} {number}", maker=maker, side=side, piece=self._piece.key,
            serial=0 if side == "moment offer" else serial, price=self._price, at=signed,
            expiry=chance.choice((2, 7, 30)) * DAY, group=self._draft.next_group(maker),
        )  # fmt: skip
        self._draft.sign(order)
        if side == "listing":
            self._draft.allow(filled, taker, "exchange")
            self._act(filled, taker, "fill_listing", order=order.key)
        else:
            self._draft.authorize(filled, taker, "exchange")
            self._act(filled, taker, "accept_offer", order=order.key, serial=serial)
        self._owners[serial] = (other, filled)

    def _old(self) -> list[int]:
        """The tokens to which something can still happen."""
        return sorted(each for each, (_, since) in self._owners.items() if since < _QUIET - DAY)

    def _after(self, since: int) -> int:
        return self._chance.randrange(since + HOUR, _QUIET)

    def _act(self, at: int, by: int, kind: Kind, *, order: str = "", **details: Any) -> None:
        about = (self._piece.key, order) if order else (self._piece.key,)
        self._draft.act(at, by, kind, about=about, **details)
