"""Moving pictures from formulas: each turns a phase in [0, 1) into a frame, and ends as it begins."""

from __future__ import annotations

import colorsys
import random
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

import numpy as np

WIDTH, HEIGHT = 240, 426

# Coordinates of every pixel, the width from -1 to 1, the height in the same unit.
_Y, _X = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
_X = (_X - WIDTH / 2) / (WIDTH / 2)
_Y = (_Y - HEIGHT / 2) / (WIDTH / 2)
_TURN = 2 * np.pi

Frame = Any
Painter = Callable[[float], Any]


def colours_of(handle: str) -> Any:
    """Four colours of a creator, from dark to light, around the hue of its avatar on the page."""
    seed = blake2b(handle.encode(), digest_size=4).digest()
    hue = int.from_bytes(seed[:2]) % 360 / 360
    turn = (int.from_bytes(seed[:2]) % 360 + 40 + seed[2] % 60) % 360 / 360
    tones = ((hue, 0.16, 0.7), (hue, 0.42, 0.65), (turn, 0.6, 0.72), (turn, 0.86, 0.85))
    return np.array([colorsys.hls_to_rgb(*tone) for tone in tones], dtype=np.float32)


def drawing(style: str, *, handle: str, key: str) -> Callable[[float], Frame]:
    """Frames of a clip by phase: RGB of 8 bits, HEIGHT by WIDTH. The same for the same words."""
    colours = colours_of(handle)
    painter: Painter = STYLES[style](random.Random(key))

    def frame(phase: float) -> Frame:
        field = np.clip(painter(phase), 0, 1)
        at = field * (len(colours) - 1)
        below = np.minimum(at.astype(np.int8), len(colours) - 2)
        part = (at - below)[..., None]
        mixed = colours[below] * (1 - part) + colours[below + 1] * part
        shade = 1 - 0.28 * (_X**2 + (_Y * WIDTH / HEIGHT) ** 2)
        return (np.clip(mixed * shade[..., None], 0, 1) * 255).astype(np.uint8)

    return frame


def _waves(chance: random.Random) -> Painter:
    """Layers of hills that roll past each other."""
    hills = [
        (chance.uniform(1.5, 4), chance.choice((-1, 1)), chance.uniform(0.08, 0.22), level)
        for level in np.linspace(-1.1, 1.4, 6)
    ]

    def paint(phase: float) -> Any:
        field = 0.9 - (_Y + 1.8) * 0.1
        for number, (length, way, height, level) in enumerate(hills):
            edge = level + height * np.sin(_X * length + _TURN * way * phase + number)
            field = np.where(edge < _Y, 0.95 - 0.15 * (number + 1), field)
        return field

    return paint


def _orbits(chance: random.Random) -> Painter:
    """Glowing bodies on their ways around a centre."""
    bodies = [
        (chance.uniform(0.15, 0.85), chance.choice((-2, -1, 1, 2)), chance.uniform(0, 1))
        for _ in range(6)
    ]

    def paint(phase: float) -> Any:
        field = 0.1 + 0.15 * np.hypot(_X, _Y)
        for radius, speed, start in bodies:
            angle = _TURN * (speed * phase + start)
            x, y = radius * np.cos(angle), 1.5 * radius * np.sin(angle)
            field = field + 0.02 / ((_X - x) ** 2 + (_Y - y) ** 2 + 0.02)
        return field

    return paint


def _ribbons(chance: random.Random) -> Painter:
    """Bright bands that swing down the picture."""
    bands = [
        (
            chance.uniform(1, 3),
            chance.uniform(0.15, 0.6),
            chance.uniform(0, 1),
            chance.choice((-1, 1)),
        )
        for _ in range(4)
    ]

    def paint(phase: float) -> Any:
        field = np.full_like(_X, 0.08)
        for length, swing, start, way in bands:
            middle = swing * np.sin(_Y * length + _TURN * (way * phase + start))
            field = np.maximum(field, 1 - 3.2 * np.abs(_X - middle) ** 0.7)
        return field

    return paint


def _rings(chance: random.Random) -> Painter:
    """Circles that grow out of two springs."""
    ax, ay = chance.uniform(-0.7, 0), chance.uniform(-1.2, 0)
    bx, by = chance.uniform(0, 0.7), chance.uniform(0, 1.2)
    density = chance.uniform(5, 9)

    def paint(phase: float) -> Any:
        first = np.sin(density * np.hypot(_X - ax, _Y - ay) - _TURN * phase)
        second = np.sin(density * np.hypot(_X - bx, _Y - by) - _TURN * phase)
        return 0.5 + 0.25 * (first + second)

    return paint


def _rays(chance: random.Random) -> Painter:
    """A fan of light that turns by one of its blades."""
    blades = chance.randrange(5, 11)
    x, y = chance.uniform(-0.4, 0.4), chance.uniform(0.2, 1.2)

    def paint(phase: float) -> Any:
        angle = np.arctan2(_Y - y, _X - x)
        blade = np.sin(angle * blades + _TURN * phase)
        far = np.hypot(_X - x, _Y - y)
        return 0.75 - 0.25 * far + 0.22 * np.clip(blade * 4, -1, 1)

    return paint


def _tiles(chance: random.Random) -> Painter:
    """Squares that breathe, each in its own time."""
    columns = chance.randrange(4, 7)
    table = np.array([[chance.random() for _ in range(40)] for _ in range(40)], dtype=np.float32)
    column = ((_X + 1) / 2 * columns).astype(int)
    row = ((_Y + 2) / 2 * columns).astype(int)
    inside_x = np.abs((_X + 1) / 2 * columns % 1 - 0.5)
    inside_y = np.abs((_Y + 2) / 2 * columns % 1 - 0.5)
    own = table[row % 40, column % 40]

    def paint(phase: float) -> Any:
        breath = 0.5 + 0.5 * np.sin(_TURN * (phase + own))
        filled = np.maximum(inside_x, inside_y) < 0.2 + 0.28 * breath
        return np.where(filled, 0.3 + 0.65 * breath, 0.05)

    return paint


STYLES: dict[str, Callable[[random.Random], Painter]] = {
    "waves": _waves,
    "orbits": _orbits,
    "ribbons": _ribbons,
    "rings": _rings,
    "rays": _rays,
    "tiles": _tiles,
}
