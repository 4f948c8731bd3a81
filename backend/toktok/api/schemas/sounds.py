"""Sounds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from toktok.api.schemas.examples import page
from toktok.api.schemas.moment_examples import MOMENT, SOUND
from toktok.api.schemas.moments import Metadata, Moment
from toktok.api.schemas.payouts import Split
from toktok.api.schemas.values import (
    Address,
    Bps,
    Hash,
    NextCursor,
    Record,
    Timestamp,
    Wei,
    example,
)


class Sound(Record):
    """A sound that every creator may use."""

    model_config = example(SOUND)

    sound_id: int
    artist: Address
    uri: str
    content_hash: Annotated[Hash, Field(description="SHA-256 of the audio file.")]
    metadata: Annotated[Metadata | None, Field(description="Null if it is not kept here.")]
    share_bps: Annotated[Bps, Field(description="Of the creator side of moments that use it.")]
    splits: list[Split]
    registered_at: Timestamp
    moments: int
    earned: Annotated[Wei, Field(description="Divided to its list so far.")]


class SoundPage(Record):
    """Some sounds, the newest first."""

    model_config = example(page(SOUND))

    items: list[Sound]
    next_cursor: NextCursor


class SoundDetail(Sound):
    """A sound and the moments that use it."""

    model_config = example({**SOUND, "used_by": [MOMENT]})

    used_by: Annotated[
        list[Moment], Field(description="The newest 24; `/v1/moments?sound=` lists all.")
    ]
