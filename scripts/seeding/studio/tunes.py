"""Short tunes from a few notes."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

RATE = 22_050
_BEAT = 0.25
_SCALE = (0, 2, 4, 7, 9, 12, 14, 16)  # a major pentatonic, so that nothing clashes
_LOWEST = 220.0


def tune(key: str, *, beats: int = 16) -> Any:
    """Samples in [-1, 1], `RATE` a second; the same for the same key."""
    chance = random.Random(key)
    root = _LOWEST * 2 ** (chance.randrange(12) / 12)
    bright = chance.uniform(0.15, 0.5)
    length = int(_BEAT * RATE)
    samples = np.zeros(beats * length, dtype=np.float64)
    for beat in range(beats):
        if chance.random() < 0.8:
            pitch = root * 2 ** (chance.choice(_SCALE) / 12)
            _add(samples, beat * length, _note(pitch, bright))
        if beat % 4 == 0:
            _add(samples, beat * length, 0.8 * _note(root / 2, 0.1))
    return samples / np.abs(samples).max() * 0.8


def _note(pitch: float, bright: float) -> Any:
    """A plucked string: two overtones that fade faster than the tone."""
    time = np.arange(int(2 * _BEAT * RATE)) / RATE
    tone = np.exp(-5 * time) * np.sin(2 * np.pi * pitch * time)
    overtones = sum(
        bright / n * np.exp(-5 * n * time) * np.sin(2 * np.pi * n * pitch * time) for n in (2, 3)
    )
    return tone + overtones


def _add(samples: Any, at: int, note: Any) -> None:
    part = note[: len(samples) - at]
    samples[at : at + len(part)] += part
