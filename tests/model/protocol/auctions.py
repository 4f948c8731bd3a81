"""English auctions: the highest bid is held, an outbid one credited at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.model.protocol import sales
from tests.model.protocol.chain import NOBODY, Chain
from tests.model.protocol.guard import DAY, Guard
from tests.model.protocol.moments import Moments
from tests.model.protocol.refusal import in_range, require
from tests.model.protocol.tt import TT, Payment

EXTENSION = 10 * 60
STEP_BPS = 500
HOUR = 3_600
MOST_BID = 2**96 - 1


@dataclass
class Auction:
    """One lot. bidder: of the highest bid, nobody at first."""

    seller: str
    token: int
    reserve_price: int
    opens_at: int
    ends_at: int
    status: str = "Running"
    bidder: str = NOBODY
    amount: int = 0

    @property
    def minimum(self) -> int:
        """The next bid: the reserve price, then 5% more than the highest, rounded up."""
        if self.bidder == NOBODY:
            return self.reserve_price
        return self.amount + -(-self.amount * STEP_BPS // 10_000)


@dataclass
class Auctions:
    """Auctions, numbered from 1."""

    chain: Chain
    tt: TT
    guard: Guard
    moments: Moments
    auctions: list[Auction] = field(default_factory=list)

    def create(
        self, sender: str, token: int, reserve_price: int, opens_at: int, duration: int
    ) -> int:
        """Put a token of the sender up for auction."""
        self.guard.entry()
        now = self.chain.now
        in_range("reservePrice", reserve_price, 1, MOST_BID)
        opens_at = max(opens_at, now)
        in_range("opensAt", opens_at, now, now + 30 * DAY)
        in_range("duration", duration, HOUR, 30 * DAY)
        self.moments.transfer_from("auctions", sender, "auctions", token)
        lot = Auction(sender, token, reserve_price, opens_at, opens_at + duration)
        self.auctions.append(lot)
        return len(self.auctions)

    def auction(self, number: int) -> Auction:
        """The auction."""
        require(0 < number <= len(self.auctions), "UnknownAuction", number)
        return self.auctions[number - 1]

    def bid(self, sender: str, number: int, amount: int) -> None:
        """Bid; in the last ten minutes the end moves ten minutes on."""
        lot, now = self._running(number), self.chain.now
        require(now >= lot.opens_at, "AuctionNotOpen", number, lot.opens_at)
        require(now < lot.ends_at, "AuctionEnded", number, lot.ends_at)
        require(amount >= lot.minimum, "BidTooLow", lot.minimum, amount)
        in_range("amount", amount, lot.minimum, MOST_BID)
        if lot.ends_at - now < EXTENSION:
            lot.ends_at += EXTENSION
        outbid, beaten = lot.bidder, lot.amount
        lot.bidder, lot.amount = sender, amount
        self.tt.transfer_from("auctions", sender, "auctions", amount)
        if outbid != NOBODY:
            self.tt.transfer_and_call("auctions", "ledger", beaten, Payment("Outbid", outbid))

    def cancel(self, sender: str, number: int) -> None:
        """Give a token back for which nobody has bid."""
        lot = self._running(number)
        require(sender == lot.seller, "NotSeller", number, sender)
        require(lot.bidder == NOBODY, "AuctionHasBid", number, lot.bidder)
        lot.status = "Canceled"
        self.moments.transfer_from("auctions", "auctions", lot.seller, lot.token)

    def settle(self, _: str, number: int) -> None:
        """Hand out token and money."""
        lot = self._running(number)
        require(self.chain.now >= lot.ends_at, "AuctionStillRunning", number, lot.ends_at)
        lot.status = "Settled"
        if lot.bidder == NOBODY:
            self.moments.transfer_from("auctions", "auctions", lot.seller, lot.token)
            return
        self.moments.transfer_from("auctions", "auctions", lot.bidder, lot.token)
        sales.pay(self.tt, self.moments, "auctions", "auctions", lot.seller, lot.token, lot.amount)

    def _running(self, number: int) -> Auction:
        lot = self.auction(number)
        require(lot.status == "Running", "AuctionOver", number, lot.status)
        return lot
