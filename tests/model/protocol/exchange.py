"""Signed listings and offers, settled in TT."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.model.protocol import sales
from tests.model.protocol.chain import NOBODY, Chain
from tests.model.protocol.guard import DAY, Guard
from tests.model.protocol.moments import SERIALS, Moments
from tests.model.protocol.refusal import require
from tests.model.protocol.tt import TT

LONGEST = 90 * DAY


@dataclass(frozen=True)
class Order:
    """What a maker signs. side: Listing, Offer or MomentOffer; number: token, or moment."""

    maker: str
    side: str
    number: int
    price: int
    signed_at: int
    expiry: int
    group: int
    counter: int
    version: int


@dataclass(frozen=True)
class OrderSignature:
    """Who signed which order."""

    signer: str
    order: Order


@dataclass
class Exchange:
    """Which orders are over. What is not written here is in the order itself."""

    chain: Chain
    tt: TT
    guard: Guard
    moments: Moments
    counters: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    closed: set[tuple[str, int]] = field(default_factory=set)

    def fill_listing(self, sender: str, order: Order, signature: OrderSignature, to: str) -> None:
        """Buy a listed token: at the version it was listed at, and from who listed it."""
        self.guard.entry()
        require(order.side == "Listing", "WrongSide", order.side)
        require(to not in (NOBODY, "exchange"), "InvalidRecipient", to)
        piece = self.moments.piece(order.number)
        require(piece.owner == order.maker, "NotOwner", order.maker, order.number)
        fresh = order.version == piece.version
        require(fresh, "VersionOutdated", order.version, piece.version)
        self._good(order, signature)
        self._trade(order.number, order.maker, to, payer=sender, price=order.price)

    def accept_offer(
        self, sender: str, order: Order, signature: OrderSignature, token: int
    ) -> None:
        """Sell a token to who offered for it, or for any of its moment; the group is closed."""
        require(order.side != "Listing", "WrongSide", order.side)
        piece = self.moments.piece(token)
        wanted = token if order.side == "Offer" else token // SERIALS
        require(order.number == wanted, "WrongToken", order.number, token)
        require(piece.owner == sender, "NotOwner", sender, token)
        fresh = order.version in (0, piece.version)
        require(fresh, "VersionOutdated", order.version, piece.version)
        self._good(order, signature)
        self.closed.add((order.maker, order.group))
        self._trade(token, sender, order.maker, payer=order.maker, price=order.price)

    def cancel_group(self, sender: str, group: int) -> None:
        """End every order of the sender in the group."""
        self.closed.add((sender, group))

    def increment_counter(self, sender: str) -> int:
        """End every order of the sender."""
        self.counters[sender] += 1
        return self.counters[sender]

    def _good(self, order: Order, signature: OrderSignature) -> None:
        now, maker = self.chain.now, order.maker
        require(order.price > 0, "ZeroPrice")
        require(now >= order.signed_at, "OrderNotOpen", order.signed_at)
        require(now < order.expiry, "OrderExpired", order.expiry)
        limit = order.signed_at + LONGEST
        require(order.expiry <= limit, "ExpiryTooFar", order.expiry, limit)
        current = self.counters[maker]
        require(order.counter == current, "CounterOutdated", order.counter, current)
        require((maker, order.group) not in self.closed, "GroupClosed", maker, order.group)
        require(signature == OrderSignature(maker, order), "InvalidSignature", maker)

    def _trade(self, token: int, seller: str, to: str, *, payer: str, price: int) -> None:
        sales.pay(self.tt, self.moments, "exchange", payer, seller, token, price)
        self.moments.transfer_from("exchange", seller, to, token)
