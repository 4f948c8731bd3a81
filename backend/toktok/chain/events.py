"""Every event we read, as a frozen value.

The class has the event's name in the ABI and its fields have the parameters' names in snake case
(`from` is `sender`), in the ABI's order; `decode` refuses to start where they differ.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Where a log stands: the contract that wrote it, the block and its place in it."""

    address: bytes
    block_number: int
    log_index: int
    tx_hash: bytes


@dataclass(frozen=True, slots=True)
class LaunchTerms:
    """What a creator promised when the launch opened; text without what is not UTF-8."""

    handle: str
    name: str
    symbol: str
    contract_uri: str
    window: int
    minimum_raise: int
    maximum_raise: int
    max_per_account: int
    creator_fee_bps: int
    fan_fee_bps: int
    allocation_vesting: int
    creator_vesting: int


@dataclass(frozen=True, slots=True)
class Split:
    """One recipient of a creator's side of an income."""

    recipient: bytes
    bps: int


@dataclass(frozen=True, slots=True)
class Deposited(Event):
    """ETH became TT."""

    account: bytes
    to: bytes
    eth_in: int
    tt_out: int


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """TT became ETH."""

    account: bytes
    to: bytes
    tt_in: int
    eth_out: int


@dataclass(frozen=True, slots=True)
class Launched(Event):
    """A launch opened."""

    token: bytes
    creator: bytes
    terms: LaunchTerms
    closes_at: int
    bond: int


@dataclass(frozen=True, slots=True)
class Contributed(Event):
    """Somebody put TT into an open launch."""

    token: bytes
    account: bytes
    amount: int
    contributed: int
    raised: int


@dataclass(frozen=True, slots=True)
class Finalized(Event):
    """A launch succeeded; trading begins."""

    token: bytes
    reserve: int
    supply: int


@dataclass(frozen=True, slots=True)
class LaunchFailed(Event):
    """A launch missed its minimum."""

    token: bytes
    raised: int
    minimum_raise: int


@dataclass(frozen=True, slots=True)
class Refunded(Event):
    """A contribution to a failed launch went back."""

    token: bytes
    account: bytes
    amount: int


@dataclass(frozen=True, slots=True)
class AllocationClaimed(Event):
    """Vested tokens are leaving the pool."""

    token: bytes
    account: bytes
    amount: int
    claimed: int


@dataclass(frozen=True, slots=True)
class UnvestedReturned(Event):
    """Tokens that had not vested were given back."""

    token: bytes
    account: bytes
    amount: int
    returned: int
    returned_by_all: int
    tt_out: int
    reserve: int
    supply: int


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


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """New entries are stopped for a while."""

    guardian: bytes
    until: int


@dataclass(frozen=True, slots=True)
class Unpaused(Event):
    """A pause ended early."""

    guardian: bytes


@dataclass(frozen=True, slots=True)
class Tipped(Event):
    """A tip and how it was divided."""

    creator: bytes
    payer: bytes
    amount: int
    to_creator_side: int
    to_fans: int
    to_protocol: int


@dataclass(frozen=True, slots=True)
class Credited(Event):
    """An account was credited in the ledger."""

    account: bytes
    creator: bytes
    source: int
    amount: int
    balance: int


@dataclass(frozen=True, slots=True)
class Claimed(Event):
    """An account was paid all it was owed."""

    account: bytes
    to: bytes
    amount: int
    from_ledger: int


@dataclass(frozen=True, slots=True)
class SplitsSet(Event):
    """How a creator's side of tips is divided from now on."""

    creator: bytes
    splits: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class Transfer(Event):
    """Creator tokens moved; from nobody: minted, to nobody: burned."""

    sender: bytes
    to: bytes
    value: int


@dataclass(frozen=True, slots=True)
class RevenueBooked(Event):
    """A token's books after its supply or revenue changed."""

    accumulator: int
    pending: int
    creator_owed: int


TT_EVENTS: tuple[type[Event], ...] = (
    Deposited,
    Withdrawn,
)
MARKET_EVENTS: tuple[type[Event], ...] = (
    Launched,
    Contributed,
    Finalized,
    LaunchFailed,
    Refunded,
    AllocationClaimed,
    UnvestedReturned,
    Traded,
    FansFunded,
    Collected,
    ReferralsCollected,
    CreatorTransferStarted,
    CreatorTransferred,
    PayoutAddressSet,
    CreatorFeeLowered,
    ProtocolPayoutSet,
    LaunchBondSet,
    Paused,
    Unpaused,
)
LEDGER_EVENTS: tuple[type[Event], ...] = (
    Tipped,
    Credited,
    Claimed,
    SplitsSet,
)
TOKEN_EVENTS: tuple[type[Event], ...] = (
    Transfer,
    RevenueBooked,
)
