"""Events of the market about trades, creators and itself."""

from __future__ import annotations

from toktok.chain.events.base import Event


class Traded(Event, frozen=True, gc=False):
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


class FansFunded(Event, frozen=True, gc=False):
    """Revenue from elsewhere entered the fans' pending pool."""

    token: bytes
    payer: bytes
    amount: int


class Collected(Event, frozen=True, gc=False):
    """What an account was owed for a token left the market."""

    account: bytes
    token: bytes
    dividends: int
    allocation_dividends: int
    creator_fees: int
    protocol_fees: int
    accumulator: int


class ReferralsCollected(Event, frozen=True, gc=False):
    """What an account was owed as a referrer left the market."""

    account: bytes
    amount: int


class CreatorTransferStarted(Event, frozen=True, gc=False):
    """A move to a new key was announced, or called off (to nobody)."""

    token: bytes
    sender: bytes
    to: bytes
    eta: int


class CreatorTransferred(Event, frozen=True, gc=False):
    """A creator moved to a new key."""

    token: bytes
    sender: bytes
    to: bytes


class PayoutAddressSet(Event, frozen=True, gc=False):
    """A creator's income goes elsewhere from now on."""

    creator: bytes
    payout: bytes


class CreatorFeeLowered(Event, frozen=True, gc=False):
    """A creator lowered its trade fee."""

    token: bytes
    creator_fee_bps: int


class ProtocolPayoutSet(Event, frozen=True, gc=False):
    """Who may claim the protocol's fees."""

    payout: bytes


class LaunchBondSet(Event, frozen=True, gc=False):
    """The bond of future launches."""

    bond: int
