"""Events of moments and of sounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from toktok.chain.events.base import Event, MomentTerms


@dataclass(frozen=True, slots=True)
class MomentCreated(Event):
    """A moment exists; `voucher` is zero if its creator created it."""

    moment: int
    creator: bytes
    content_hash: bytes
    terms: MomentTerms
    voucher: bytes


@dataclass(frozen=True, slots=True)
class Minted(Event):
    """Serials of a moment were sold."""

    moment: int
    payer: bytes
    to: bytes
    first_token_id: int
    quantity: int
    cost: int
    referrer: bytes
    minted: int


@dataclass(frozen=True, slots=True)
class VoucherUsed(Event):
    """A moment was created from a voucher."""

    creator: bytes
    nonce: int
    moment: int


@dataclass(frozen=True, slots=True)
class VoucherCanceled(Event):
    """Vouchers with this nonce are void."""

    creator: bytes
    nonce: int


@dataclass(frozen=True, slots=True)
class PerkRedeemed(Event):
    """A holder redeemed the perk of a token."""

    token_id: int
    holder: bytes
    version: int


@dataclass(frozen=True, slots=True)
class MetadataUpdate(Event):
    """Metadata of a token changed (ERC-4906)."""

    token_id: int


@dataclass(frozen=True, slots=True)
class MomentMoved(Event):
    """A token of a moment changed hands; from nobody it was minted."""

    ABI_NAME: ClassVar[str] = "Transfer"

    sender: bytes
    to: bytes
    token_id: int


@dataclass(frozen=True, slots=True)
class MomentApproved(Event):
    """An account may move this token; nobody: no longer."""

    ABI_NAME: ClassVar[str] = "Approval"

    owner: bytes
    approved: bytes
    token_id: int


@dataclass(frozen=True, slots=True)
class ApprovalForAll(Event):
    """An operator may move all tokens of an owner, or no longer."""

    owner: bytes
    operator: bytes
    approved: bool


@dataclass(frozen=True, slots=True)
class SoundRegistered(Event):
    """An artist offers a sound."""

    sound_id: int
    artist: bytes
    content_hash: bytes
    uri: str
    share_bps: int
    splits: bytes
