"""Sounds."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Response

from toktok.api.answers import Reader
from toktok.api.context import Served
from toktok.api.parameters import MOST_ID, ArtistFilter, CursorText, Limit
from toktok.api.schemas.missing import NO_SOUND
from toktok.api.schemas.problems import INVALID
from toktok.api.schemas.sounds import SoundDetail, SoundPage
from toktok.moments.sounds import list_sounds, one_sound
from toktok.routing import Router

router = Router(prefix="/v1/sounds", tags=["sounds"])


@router.get("", response_model=SoundPage, responses=INVALID)
def sounds(
    read: Reader,
    context: Served,
    artist: ArtistFilter,
    limit: Limit = 24,
    cursor: CursorText = None,
) -> Response:
    """Sounds that every creator may use, the newest first."""
    return read.answer(
        lambda session: list_sounds(
            session, context.venue(session), artist=artist, limit=limit, cursor=cursor
        )
    )


@router.get("/{sound}", response_model=SoundDetail, responses=NO_SOUND)
def one(
    read: Reader,
    context: Served,
    sound: Annotated[int, Path(ge=1, le=MOST_ID, description="Number of the sound.", examples=[1])],
) -> Response:
    """One sound, and the moments that use it."""
    return read.answer(lambda session: one_sound(session, sound, context.venue(session)))
