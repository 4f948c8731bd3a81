"""The deployed contracts, as handles on the connected network."""

from __future__ import annotations

from dataclasses import dataclass

from brownie import Contract

from scripts.deploying.artifacts import Artifacts
from scripts.deploying.record import Record


class DeployError(Exception):
    """The deployment cannot go on; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Contracts:
    """The deployed contracts."""

    access_manager: Contract
    tt: Contract
    market: Contract
    ledger: Contract
    token_implementation: Contract
    sounds: Contract
    moments: Contract
    auction: Contract
    exchange: Contract
    subscriptions: Contract
    fund: Contract

    def token(self, address: str) -> Contract:
        """The creator token at `address`."""
        abi = self.token_implementation.abi
        return Contract.from_abi("CreatorToken", address, abi, persist=False)


def connect_contracts(artifacts: Artifacts, record: Record) -> Contracts:
    """The contracts that `record` names, on the connected network."""

    def at(name: str) -> Contract:
        return artifacts.at(name, record.contracts[name].address)

    return Contracts(
        access_manager=at("AccessManager"),
        tt=at("ToktokToken"),
        market=at("CreatorMarket"),
        ledger=at("PayoutLedger"),
        token_implementation=at("CreatorToken"),
        sounds=at("SoundLibrary"),
        moments=at("TopMoments"),
        auction=at("MomentAuction"),
        exchange=at("MomentExchange"),
        subscriptions=at("Subscriptions"),
        fund=at("CreatorFund"),
    )
