"""Auctions, listings and offers."""

from __future__ import annotations

from dataclasses import replace

from tests.model.guide.chance import DAY, HOUR, UNIT, Chance, Proposal
from tests.model.protocol.auctions import Auction
from tests.model.protocol.chain import NOBODY
from tests.model.protocol.exchange import Order, OrderSignature
from tests.model.protocol.moments import SERIALS
from tests.model.stage import ACTORS

PRICES = (1, 99, 100, 12_345_678_901, 3 * UNIT + 1, 40 * UNIT)


class Auctioning:
    """What can be done in auctions."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world

    def create(self) -> Proposal | None:
        """Of a serial somebody has."""
        chance, now = self.chance, self.world.chain.now
        token = chance.piece()
        if token is None:
            return None
        owner = self.world.moments.pieces[token].owner
        price = chance.or_bad(chance.one(PRICES), 0, 2**96)
        opens = chance.or_bad(chance.one((0, 0, now, now + HOUR)), now + 30 * DAY + 1)
        duration = chance.one((HOUR, 3 * HOUR, 2 * DAY, 9 * DAY))
        duration = chance.or_bad(duration, HOUR - 1, 30 * DAY, 30 * DAY + 1)
        sender = chance.or_bad(owner, chance.person())
        token = chance.or_bad(token, token + SERIALS // 2)
        return Proposal(sender, "create_auction", (token, price, opens, duration))

    def bid(self) -> Proposal | None:
        """At least what it must be, mostly."""
        chance, now = self.chance, self.world.chain.now
        lots = self.world.auctions.auctions
        open_lots = [x for x in self._running() if x[1].opens_at <= now < x[1].ends_at]
        found = chance.any(chance.or_bad(open_lots, self._running(), list(enumerate(lots, 1))))
        if found is None:
            return None
        number, lot = found
        least = lot.minimum
        amount = chance.one((least, least, least + 1, least + least // 3))
        amount = chance.or_bad(amount, least - 1, least - 1, 0, 2**96)
        number = chance.or_bad(number, len(lots) + 1, 0)
        return Proposal(chance.person(), "bid", (number, amount))

    def cancel(self) -> Proposal | None:
        """By the seller, mostly."""
        chance = self.chance
        lots = list(enumerate(self.world.auctions.auctions, 1))
        found = chance.any(lots if chance.seldom() else self._running())
        if found is None:
            return None
        number, lot = found
        sender = lot.seller if chance.often() else chance.person()
        return Proposal(sender, "cancel_auction", (number,))

    def settle(self) -> Proposal | None:
        """What has ended, mostly."""
        chance, now = self.chance, self.world.chain.now
        lots = list(enumerate(self.world.auctions.auctions, 1))
        ended = [each for each in self._running() if each[1].ends_at <= now]
        found = chance.any(chance.or_bad(ended, self._running(), lots))
        return Proposal(chance.person(), "settle", (found[0],)) if found else None

    def _running(self) -> list[tuple[int, Auction]]:
        lots = enumerate(self.world.auctions.auctions, 1)
        return [(number, lot) for number, lot in lots if lot.status == "Running"]


class Ordering:
    """What can be done in the exchange. Orders once signed are kept, and tried again."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.world = chance.world
        self._signed: list[tuple[Order, OrderSignature]] = []

    def fill_listing(self) -> Proposal | None:
        """A new listing, or one seen before."""
        chance = self.chance
        order = self._listing()
        if order is None:
            return None
        signed = self._sign_or_reuse(order, "Listing")
        sender = chance.person()
        to = chance.or_bad(sender if chance.often() else chance.person(), NOBODY)
        return Proposal(sender, "fill_listing", (*signed, to))

    def accept_offer(self) -> Proposal | None:
        """An offer for one serial or for any of a moment, mostly by who has one."""
        chance = self.chance
        token = chance.piece()
        if token is None:
            return None
        order, signature = self._sign_or_reuse(self._offer(token), "Offer", "MomentOffer")
        fits = [token, order.number, *self._pieces_of(order.number)]
        if order.side == "Offer" or chance.seldom():
            token = chance.or_bad(order.number, token)
        else:
            token = chance.one(fits[2:] or fits)
        piece = self.world.moments.pieces.get(token)
        owner = piece.owner if piece and piece.owner in ACTORS else chance.person()
        sender = chance.or_bad(owner, chance.person())
        return Proposal(sender, "accept_offer", (order, signature, token))

    def cancel_group(self) -> Proposal:
        """Some group."""
        chance = self.chance
        return Proposal(chance.person(), "cancel_group", (chance.random.randrange(9),))

    def increment_counter(self) -> Proposal:
        """End everything."""
        return Proposal(self.chance.person(), "increment_counter")

    def deadlines(self) -> list[int]:
        """When orders begin and end."""
        return [at for order, _ in self._signed[-20:] for at in (order.signed_at, order.expiry)]

    def _listing(self) -> Order | None:
        token = self.chance.piece()
        if token is None:
            return None
        piece = self.world.moments.pieces[token]
        version = self.chance.or_bad(piece.version, piece.version + 1, piece.version - 1)
        return self._order(piece.owner, "Listing", token, version)

    def _offer(self, token: int) -> Order:
        chance = self.chance
        version = self.world.moments.pieces[token].version
        asked = chance.one((0, 0, version, 1))
        if chance.often():
            return self._order(chance.person(), "Offer", token, asked)
        return self._order(chance.person(), "MomentOffer", token // SERIALS, chance.one((0, 0, 1)))

    def _order(self, maker: str, side: str, number: int, version: int) -> Order:
        chance, now = self.chance, self.world.chain.now
        signed_at = chance.or_bad(now - chance.random.randrange(60), now + HOUR)
        lasts = chance.or_bad(chance.one((HOUR, DAY, 90 * DAY)), 0, 1, 90 * DAY + 1)
        return Order(
            maker=maker,
            side=side,
            number=number,
            price=chance.or_bad(chance.one(PRICES), 0),
            signed_at=signed_at,
            expiry=signed_at + lasts,
            group=chance.random.randrange(chance.one((9, 10**6))),
            counter=self.world.exchange.counters[maker] + chance.or_bad(0, 1),
            version=max(version, 0),
        )

    def _sign_or_reuse(self, order: Order, *sides: str) -> tuple[Order, OrderSignature]:
        chance = self.chance
        known = [each for each in self._signed[-40:] if each[0].side in sides]
        if known and chance.random.random() < 0.2:
            return chance.one(known)
        if chance.seldom():
            order = replace(order, side=chance.one(("Listing", "Offer", "MomentOffer")))
        signed = replace(order, price=chance.or_bad(order.price, order.price + 1))
        signature = OrderSignature(chance.or_bad(order.maker, "treasury"), signed)
        self._signed.append((order, signature))
        return order, signature

    def _pieces_of(self, moment: int) -> list[int]:
        pieces = self.world.moments.pieces
        first = moment * SERIALS + 1
        return [each for each in range(first, first + 3) if each in pieces]
