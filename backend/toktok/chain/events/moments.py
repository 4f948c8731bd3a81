"""Events of moments and of sounds."""

from __future__ import annotations

from typing import ClassVar

from toktok.chain.events.base import Event, MomentTerms


class MomentCreated(Event, frozen=True, gc=False):
    """A moment exists; `voucher` is zero if its creator created it."""

    moment: int
    creator: bytes
    content_hash: bytes
    terms: MomentTerms
    voucher: bytes


class Minted(Event, frozen=True, gc=False):
    """Serials of a moment were sold."""

    moment: int
    payer: bytes
    to: bytes
    first_token_id: int
    quantity: int
    cost: int
    referrer: bytes
    minted: int


class VoucherUsed(Event, frozen=True, gc=False):
    """A moment was created from a voucher."""

    creator: bytes
    nonce: int
    moment: int


class VoucherCanceled(Event, frozen=True, gc=False):
    """Vouchers with this nonce are void."""

    creator: bytes
    nonce: int


class PerkRedeemed(Event, frozen=True, gc=False):
    """A holder redeemed the perk of a token."""

    token_id: int
    holder: bytes
    version: int


class MetadataUpdate(Event, frozen=True, gc=False):
    """Metadata of a token changed (ERC-4906)."""

    token_id: int


class MomentMoved(Event, frozen=True, gc=False):
    """A token of a moment changed hands; from nobody it was minted."""

    ABI_NAME: ClassVar[str] = "Transfer"

    sender: bytes
    to: bytes
    token_id: int


class MomentApproved(Event, frozen=True, gc=False):
    """An account may move this token; nobody: no longer."""

    ABI_NAME: ClassVar[str] = "Approval"

    owner: bytes
    approved: bytes
    token_id: int


class ApprovalForAll(Event, frozen=True, gc=False):
    """An operator may move all tokens of an owner, or no longer."""

    owner: bytes
    operator: bytes
    approved: bool


class SoundRegistered(Event, frozen=True, gc=False):
    """An artist offers a sound."""

    sound_id: int
    artist: bytes
    content_hash: bytes
    uri: str
    share_bps: int
    splits: bytes
