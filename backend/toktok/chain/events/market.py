"""Events of the market about trades, creators and itself."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.chain.events.base import Event


@dataclass(frozen=True, slots=True)
class Traded(Event):
    """A buy or a sell, and the state it left."""

    token: bytes
    trader: bytes
    to: bytes
    is_buy: bool
    tt_amount: int
    token_amount: int
    creator_fee: int
    fan_fee: int
    protocol_fee: int
    referrer: bytes
    referrer_fee: int
    reserve: int
    supply: int


@dataclass(frozen=True, slots=True)
class FansFunded(Event):
    """Revenue from elsewhere entered the fans' pending pool."""

    token: bytes
    payer: bytes
    amount: int


@dataclass(frozen=True, slots=True)
class Collected(Event):
    """What an account was owed for a token left the market."""

    account: bytes
    token: bytes
    dividends: int
    allocation_dividends: int
    creator_fees: int
    protocol_fees: int
    accumulator: int


@dataclass(frozen=True, slots=True)
class ReferralsCollected(Event):
    """What an account was owed as a referrer left the market."""

    account: bytes
    amount: int


@dataclass(frozen=True, slots=True)
class CreatorTransferStarted(Event):
    """A move to a new key was announced, or called off (to nobody)."""

    token: bytes
    sender: bytes
    to: bytes
    eta: int


@dataclass(frozen=True, slots=True)
class CreatorTransferred(Event):
    """A creator moved to a new key."""

    token: bytes
    sender: bytes
    to: bytes


@dataclass(frozen=True, slots=True)
class PayoutAddressSet(Event):
    """A creator's income goes elsewhere from now on."""

    creator: bytes
    payout: bytes


@dataclass(frozen=True, slots=True)
class CreatorFeeLowered(Event):
    """A creator lowered its trade fee."""

    token: bytes
    creator_fee_bps: int


@dataclass(frozen=True, slots=True)
class ProtocolPayoutSet(Event):
    """Who may claim the protocol's fees."""

    payout: bytes


@dataclass(frozen=True, slots=True)
class LaunchBondSet(Event):
    """The bond of future launches."""

    bond: int
