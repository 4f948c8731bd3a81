"""Everything together."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

from tests.model.protocol.auctions import Auctions
from tests.model.protocol.chain import Chain
from tests.model.protocol.exchange import Exchange
from tests.model.protocol.fund import Fund
from tests.model.protocol.guard import Guard, Roles
from tests.model.protocol.ledger import Ledger
from tests.model.protocol.market import Market
from tests.model.protocol.moments import Moments
from tests.model.protocol.refusal import require
from tests.model.protocol.sounds import Sounds
from tests.model.protocol.subscriptions import Subscriptions
from tests.model.protocol.tt import TT, Payment

CONTRACTS = (
    "tt", "market", "ledger", "sounds", "moments", "auctions", "exchange", "subscriptions", "fund",
)  # fmt: skip


@dataclass
class World:
    """The protocol as it is deployed."""

    chain: Chain
    roles: Roles
    tt: TT
    market: Market
    ledger: Ledger
    sounds: Sounds
    moments: Moments
    auctions: Auctions
    exchange: Exchange
    subscriptions: Subscriptions
    fund: Fund

    def sweep(self, sender: str, token: str) -> int:
        """Divide the ETH and TT that arrived at a creator token as a royalty."""
        arrived = self.chain.eth.get(token, 0)
        if arrived:
            self.tt.deposit(token, arrived)
        amount = self.tt.balances[token]
        require(amount > 0, "NothingToSweep")
        creator = self.market.creators.creator_of[token]
        self.tt.transfer_and_call(token, "ledger", amount, Payment("Royalty", creator))
        return amount

    def send_eth(self, sender: str, to: str, value: int) -> None:
        """Send ETH plainly: to TT it is a deposit, a creator token keeps it for a sweep."""
        if to == "tt":
            self.tt.deposit(sender, value)
            return
        require(not self.chain.refuses_eth(to), "NoReason")
        self.chain.pay(sender, to, value)

    def copy(self) -> World:
        """The same world once more."""
        copied: World = pickle.loads(pickle.dumps(self))
        return copied


def begin(*, roles: Roles, treasury: str, bond: int, least_window: int) -> World:
    """The protocol on its first day."""
    chain = Chain(contracts=set(CONTRACTS), takes_eth={"tt"})
    tt = TT(chain)
    market = Market(chain, tt, Guard(chain, roles), treasury, bond, least_window)
    ledger = Ledger(tt, market)
    sounds = Sounds(ledger)
    moments = Moments(chain, tt, Guard(chain, roles), ledger, sounds)
    tt.receivers["ledger"] = ledger
    return World(
        chain=chain,
        roles=roles,
        tt=tt,
        market=market,
        ledger=ledger,
        sounds=sounds,
        moments=moments,
        auctions=Auctions(chain, tt, Guard(chain, roles), moments),
        exchange=Exchange(chain, tt, Guard(chain, roles), moments),
        subscriptions=Subscriptions(tt, Guard(chain, roles), market),
        fund=Fund(chain, tt, roles),
    )
