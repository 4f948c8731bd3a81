"""What every event has, and the structs some of them carry."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class Event(Struct, frozen=True, gc=False):
    """Where a log stands: the contract that wrote it, the block and its place in it."""

    #: The event's name in the ABI, where another contract's event has the class's name.
    ABI_NAME: ClassVar[str] = ""

    address: bytes
    block_number: int
    log_index: int
    tx_hash: bytes


def abi_name(kind: type[Event]) -> str:
    """The event's name in the ABI."""
    return kind.ABI_NAME or kind.__name__


class LaunchTerms(Struct, frozen=True, gc=False):
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


class Split(Struct, frozen=True, gc=False):
    """One recipient of a creator's side of an income."""

    recipient: bytes
    bps: int


class IncomeTerms(Struct, frozen=True, gc=False):
    """How the income of a moment is divided."""

    creator: bytes
    royalty_bps: int
    sound_bps: int
    sound_splits: bytes
    splits: bytes


class MomentTerms(Struct, frozen=True, gc=False):
    """What a creator promised of a moment; text without what is not UTF-8."""

    uri: str
    content_hash: bytes
    edition_size: int
    price: int
    opens_at: int
    closes_at: int
    max_per_wallet: int
    royalty_bps: int
    sound_id: int
    splits: tuple[Split, ...]
    perk: str
