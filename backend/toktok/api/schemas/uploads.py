"""What is handed in to be published."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from toktok.accounts.upload_rows import Draft
from toktok.api.schemas.examples import CREATOR, page
from toktok.api.schemas.moment_examples import CID, HASH
from toktok.api.schemas.values import Address, Hash, NextCursor, Record, Timestamp, example

UPLOAD = {
    "id": 7,
    "account": CREATOR,
    "kind": "moment",
    "state": "approved",
    "name": "Sunrise over the harbour",
    "description": "Filmed from the roof, in one take.",
    "media": CID,
    "media_kind": "video/mp4",
    "media_bytes": 2_400_000,
    "milliseconds": 12_000,
    "poster": CID,
    "poster_kind": "image/jpeg",
    "content_hash": HASH,
    "uri": f"ipfs://{CID}",
    "reason": "",
    "handed_in_at": 1_790_000_000,
    "decided_at": 1_790_000_600,
}
FILE = {"cid": CID, "kind": "video/mp4", "size": 2_400_000, "sha256": HASH, "milliseconds": 12_000}
DRAFT = {
    "kind": "moment",
    "name": "Sunrise over the harbour",
    "description": "Filmed from the roof, in one take.",
    "media": CID,
    "poster": CID,
}

Kind = Literal["moment", "sound"]


class WaitingFile(Record):
    """A file as it was found to be."""

    model_config = example(FILE)

    cid: Annotated[str, Field(description="Names it when it is handed in.")]
    kind: Annotated[str, Field(description="Media type, by its bytes.")]
    size: Annotated[int, Field(description="Bytes.")]
    sha256: Annotated[Hash, Field(description="What contracts know its content by.")]
    milliseconds: int | None


class Upload(Record):
    """A clip or a sound, and whether it may be published."""

    model_config = example(UPLOAD)

    id: int
    account: Address
    kind: Kind
    state: Literal["waiting", "approved", "rejected"]
    name: str
    description: str
    media: Annotated[str, Field(description="CID of the clip or sound.")]
    media_kind: str
    media_bytes: int
    milliseconds: int | None
    poster: str | None
    poster_kind: str | None
    content_hash: Annotated[Hash, Field(description="`contentHash` of the terms.")]
    uri: Annotated[str | None, Field(description="`uri` of the terms; null until approved.")]
    reason: Annotated[str, Field(description="Why it was sent back.")]
    handed_in_at: Timestamp
    decided_at: Timestamp | None


class UploadPage(Record):
    """Some uploads."""

    model_config = example(page(UPLOAD))

    items: list[Upload]
    next_cursor: NextCursor


class UploadIn(BaseModel):
    """Files that wait, and what is said about them."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": dict(DRAFT)})

    kind: Kind
    name: Annotated[str, Field(max_length=400)]
    description: Annotated[str, Field(max_length=4_000)] = ""
    media: Annotated[str, Field(max_length=64, description="CID of a file that waits.")]
    poster: Annotated[str | None, Field(max_length=64, description="CID of a picture.")] = None

    def value(self) -> Draft:
        """What is handed in."""
        return Draft(self.kind, self.name, self.description, self.media, self.poster)


class RejectionIn(BaseModel):
    """Why something is not published; its author reads it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"reason": "The clip shows an accident."}}
    )

    reason: Annotated[str, Field(max_length=2_000)]
