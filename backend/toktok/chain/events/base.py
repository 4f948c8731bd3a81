"""What every event has, and the structs some of them carry."""

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
