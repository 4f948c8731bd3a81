"""Sounds that artists register."""

from __future__ import annotations

from scripts.seeding.draft import Draft, moment_of
from scripts.seeding.works import SOUNDS


def tell_sounds(draft: Draft) -> None:
    """Each sound, by its artist."""
    for sound in SOUNDS:
        draft.act(moment_of(sound.made), sound.artist, "register_sound", about=(sound.key,))
