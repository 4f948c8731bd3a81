"""The records of what is handed in to be published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toktok.market.values import Address, Hash

UploadKind = Literal["moment", "sound"]
UploadState = Literal["waiting", "approved", "rejected"]


@dataclass(frozen=True, slots=True)
class UploadRow:
    """A clip or a sound that was handed in. Only its account and operators may see it while it waits.

    `media` and `poster` are CIDs, `content_hash` and `uri` what contracts are told; `uri` is there once
    it is approved, `reason` once it is rejected.
    """

    id: int
    account: Address
    kind: UploadKind
    state: UploadState
    name: str
    description: str
    media: str
    media_kind: str
    media_bytes: int
    milliseconds: int | None
    poster: str | None
    poster_kind: str | None
    content_hash: Hash
    uri: str | None
    reason: str
    handed_in_at: int
    decided_at: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to hand in: files that wait already, by CID."""

    kind: UploadKind
    name: str
    description: str
    media: str
    poster: str | None
