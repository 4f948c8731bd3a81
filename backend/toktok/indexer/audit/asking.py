"""Views of the fixed contracts, by name."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.deployments import Deployment
from toktok.chain.views import View


@dataclass(frozen=True, slots=True)
class Views:
    """Questions to the contracts of a deployment."""

    contracts: Deployment

    def tt(self, function: str, *arguments: object) -> View:
        """Of TT."""
        return View(self.contracts.tt, "ToktokToken", function, arguments)

    def market(self, function: str, *arguments: object) -> View:
        """Of the market."""
        return View(self.contracts.market, "CreatorMarket", function, arguments)

    def ledger(self, function: str, *arguments: object) -> View:
        """Of the payout ledger."""
        return View(self.contracts.ledger, "PayoutLedger", function, arguments)

    def token(self, address: bytes, function: str, *arguments: object) -> View:
        """Of a creator token."""
        return View(address, "CreatorToken", function, arguments)

    def sounds(self, function: str, *arguments: object) -> View:
        """Of the sound library."""
        return View(self.contracts.sounds, "SoundLibrary", function, arguments)

    def moments(self, function: str, *arguments: object) -> View:
        """Of the moments."""
        return View(self.contracts.moments, "TopMoments", function, arguments)

    def auction(self, function: str, *arguments: object) -> View:
        """Of the auction house."""
        return View(self.contracts.auction, "MomentAuction", function, arguments)

    def exchange(self, function: str, *arguments: object) -> View:
        """Of the exchange."""
        return View(self.contracts.exchange, "MomentExchange", function, arguments)

    def subscriptions(self, function: str, *arguments: object) -> View:
        """Of the subscriptions."""
        return View(self.contracts.subscriptions, "Subscriptions", function, arguments)

    def fund(self, function: str, *arguments: object) -> View:
        """Of the creator fund."""
        return View(self.contracts.fund, "CreatorFund", function, arguments)
