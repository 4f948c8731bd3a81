"""What people do with moments: create, mint, hand on, redeem, auction, list, offer."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.support.node import NodeError
from tests.support.signing import sign_order, sign_voucher
from tests.support.world import NOBODY, TT, Contract, World

HOUR, DAY = 3_600, 86_400
INFINITE = 2**256 - 1
LISTING, OFFER, MOMENT_OFFER = range(3)
RUNNING = 1
SERIALS = 100_000
Action = tuple[int, Callable[[], None]]


class Collecting:
    """Chance with a seed; what may not be done, the contracts refuse."""

    def __init__(self, world: World, random: Random, creators: Callable[[], str]) -> None:
        self.world = world
        self.random = random
        self._creator = creators
        self._vouchers: list[tuple[tuple[Any, ...], bytes]] = []
        self._numbers = 0
        self.actions: list[Action] = [
            (4, self.create),
            (12, self.mint),
            (3, self.mint_voucher),
            (1, self.cancel_voucher),
            (5, self.transfer),
            (2, self.redeem),
            (2, self.approve),
            (1, self.register_sound),
            (4, self.create_auction),
            (9, self.bid),
            (1, self.cancel_auction),
            (5, self.settle),
            (6, self.list_and_fill),
            (6, self.offer_and_accept),
            (1, self.cancel_group),
            (1, self.increment_counter),
        ]

    def begin(self) -> None:
        """Something to collect."""
        self.register_sound()
        for _ in range(4):
            self.create()
        for _ in range(6):
            self.mint()

    def person(self) -> str:
        """Somebody."""
        return self.random.choice(self.world.people)

    def count(self) -> int:
        """How many accounts of moments there are in the ledger."""
        return int(self.world.ledger.read("momentCount"))

    def moment(self) -> int:
        """One of them, or one that never was."""
        return self.random.randint(1, self.count() + 1)

    def token(self) -> tuple[int, str] | None:
        """A token and its owner, unless it is in an auction, or chance names a moment without one."""
        moment = self.moment()
        try:
            minted = self.world.moments.read("momentState", moment)[3]
        except NodeError:
            return None  # Its account was opened by somebody else, or never.
        if not minted:
            return None
        token_id = moment * SERIALS + self.random.randint(1, minted)
        owner = self.world.moments.read("ownerOf", token_id)
        return (token_id, owner) if owner in self.world.people else None

    def terms(self, *, voucher: bool = False) -> tuple[Any, ...]:
        """Terms of a moment; a few of them are for a one-of-one without a price."""
        self._numbers += 1
        chance, now = self.random, self.world.node.timestamp()
        unpriced = not voucher and chance.random() < 0.4
        size = 1 if unpriced else chance.choice([1, 3, 40])
        price = 0 if unpriced else chance.randint(1, 60 * TT)
        sounds = self.world.sounds.read("soundCount")
        return (
            f"ipfs://moment/{self._numbers}", chance.randbytes(32), size, price,
            chance.choice([0, now, now + HOUR]), chance.choice([0, 0, now + 20 * DAY]),
            chance.choice([0, 0, 2]), chance.choice([0, 250, 1_000]),
            chance.randint(0, sounds), self.splits(), chance.choice(["", "a call of an hour"]),
        )  # fmt: skip

    def splits(self) -> list[tuple[str, int]]:
        """A list of up to three recipients, or none."""
        people = self.random.sample(self.world.people, self.random.choice([0, 0, 1, 3]))
        shares = [(person, 1_000) for person in people]
        if shares:
            shares[-1] = (shares[-1][0], 10_000 - 1_000 * (len(shares) - 1))
        return shares

    def register_sound(self) -> None:
        artist, share = self.person(), self.random.randint(1, 2_000)
        uri, content = f"ipfs://sound/{share}", self.random.randbytes(32)
        self.world.sounds.send(artist, "registerSound", uri, content, share, self.splits())

    def create(self) -> None:
        creator = self.random.choice([self._creator(), self.person()])
        self.world.moments.send(creator, "createMoment", self.terms())

    def mint(self) -> None:
        quantity = self.random.choice([1, 1, 1, 2, 18])
        referrer = self.random.choice([NOBODY, self.person()])
        buyer, to = self.person(), self.person()
        self._moments(buyer, "mint", self.moment(), quantity, to, INFINITE, referrer)

    def mint_voucher(self) -> None:
        if self._vouchers and self.random.random() < 0.3:
            voucher, signature = self.random.choice(self._vouchers)
        else:
            creator = self.random.choice([self._creator(), self.person()])
            moves = self.world.market.read("movesOf", creator)
            nonce = self.random.choice([self.random.randint(0, 3), self.random.getrandbits(256)])
            voucher = (creator, nonce, moves, self.terms(voucher=True))
            signature = sign_voucher(self.world.moments, voucher)
            self._vouchers.append((voucher, signature))
        buyer = self.person()
        self._moments(buyer, "mintVoucher", voucher, signature, 1, buyer, INFINITE, NOBODY)

    def cancel_voucher(self) -> None:
        self._moments(self.person(), "cancelVoucher", self.random.randint(0, 9))

    def transfer(self) -> None:
        if found := self.token():
            token_id, owner = found
            self._moments(owner, "transferFrom", owner, self.person(), token_id)

    def redeem(self) -> None:
        if found := self.token():
            token_id, owner = found
            self._moments(owner, "redeem", token_id)

    def approve(self) -> None:
        if found := self.token():
            token_id, owner = found
            house = self.random.choice([self.world.exchange, self.world.auction]).address
            to = self.random.choice([house, NOBODY, self.person()])
            self._moments(owner, "approve", to, token_id)
            self._moments(owner, "setApprovalForAll", self.person(), True)
            self._moments(owner, "setApprovalForAll", house, self.random.random() < 0.5)

    def create_auction(self) -> None:
        if found := self.token():
            token_id, owner = found
            self._let(owner, self.world.auction)
            opens_at = self.random.choice([0, 0, self.world.node.timestamp() + HOUR])
            price = self.random.randint(1, 30 * TT)
            length = self.random.choice([HOUR, 6 * DAY, 12 * DAY])
            self.world.auction.send(owner, "createAuction", token_id, price, opens_at, length)

    def bid(self) -> None:
        if auction := self._auction():
            minimum = self.world.auction.read("minimumBidOf", auction)
            amount = minimum + self.random.choice([0, 0, self.random.randint(0, TT), -1])
            self.world.auction.send(self.person(), "bid", auction, amount)

    def cancel_auction(self) -> None:
        if auction := self._auction():
            seller = self.world.auction.read("auctionOf", auction)[1]
            self.world.auction.send(seller, "cancelAuction", auction)

    def settle(self) -> None:
        if auction := self._auction():
            self.world.auction.send(self.person(), "settle", auction)

    def list_and_fill(self) -> None:
        if found := self.token():
            token_id, owner = found
            version = self.world.moments.read("versionOf", token_id)
            order = self._order(owner, LISTING, token_id, version)
            self._let(owner, self.world.exchange)
            buyer = self.person()
            self._allow(buyer, order[3])
            signature = sign_order(self.world.exchange, order)
            self.world.exchange.send(buyer, "fillListing", order, signature, self.person())

    def offer_and_accept(self) -> None:
        if found := self.token():
            token_id, owner = found
            side = self.random.choice([OFFER, MOMENT_OFFER])
            subject = token_id if side == OFFER else token_id // SERIALS
            maker = self.person()
            order = self._order(maker, side, subject, 0)
            self._allow(maker, order[3])
            self._let(owner, self.world.exchange)
            signature = sign_order(self.world.exchange, order)
            self.world.exchange.send(owner, "acceptOffer", order, signature, token_id)

    def cancel_group(self) -> None:
        self.world.exchange.send(self.person(), "cancelGroup", self.random.randint(0, 5))

    def increment_counter(self) -> None:
        self.world.exchange.send(self.person(), "incrementCounter")

    def _auction(self) -> int:
        """A running auction, if there is one among the last; now and then one that is over."""
        count = self.world.auction.read("auctionCount")
        last = range(max(1, count - 5), count + 1)
        running = [
            each for each in last if self.world.auction.read("auctionOf", each)[0] == RUNNING
        ]
        chosen = last if self.random.random() < 0.1 else running
        return self.random.choice(chosen) if chosen else 0

    def _order(self, maker: str, side: int, subject: int, version: int) -> tuple[Any, ...]:
        now = self.world.node.timestamp()
        counter = self.world.exchange.read("counterOf", maker)
        group = self.random.choice([self.random.randint(0, 5), self.random.getrandbits(256)])
        price = self.random.choice([1, self.random.randint(1, 80 * TT)])
        return (maker, side, subject, price, now, now + DAY, group, counter, version)

    def _let(self, owner: str, operator: Contract) -> None:
        """Usually the owner lets an operator move its tokens."""
        if self.random.random() < 0.9:
            self._moments(owner, "setApprovalForAll", operator.address, True)

    def _allow(self, account: str, price: int) -> None:
        """Usually the exchange may take the price, exactly or without an end."""
        amount = self.random.choice([price, price + 5, INFINITE, None])
        if amount is not None:
            self.world.tt.send(account, "approve", self.world.exchange.address, amount)

    def _moments(self, sender: str, function: str, *arguments: Any) -> None:
        self.world.moments.send(sender, function, *arguments)
