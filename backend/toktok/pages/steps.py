"""A number over days, drawn on the server as steps: it holds until the next change."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from toktok.pages.columns import DAY

_WIDTH, _HEIGHT, _TOP = 800, 140, 8

Point = tuple[int, int]
"""A UTC day (its first second), and the number at its end."""


def daily(changes: Sequence[Point], *, now: int, count: int) -> list[Point]:
    """A point for each of the last `count` days up to the one of `now`, none from before the first change."""
    if not changes:
        return []
    today = now - now % DAY
    start = max(changes[0][0], today - (count - 1) * DAY)
    known, found = dict(changes), []
    value = [number for day, number in changes if day <= start][-1]
    for day in range(start, today + 1, DAY):
        value = known.get(day, value)
        found.append((day, value))
    return found


def steps(points: Sequence[Point], label: str) -> Markup:
    """The points as a line of steps from zero up."""
    most = max((value for _, value in points), default=0) or 1
    step = _WIDTH / max(len(points), 1)
    heights = [_HEIGHT - value * (_HEIGHT - _TOP) / most for _, value in points]
    line = "".join(f"V{y:.1f}H{(at + 1) * step:.1f}" for at, y in enumerate(heights))
    first = f"{heights[0]:.1f}" if heights else str(_HEIGHT)
    return Markup(
        '<svg class="steps-chart" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path class="area" d="M0,{}{}V{}Z"/><path d="M0,{}{}"/></svg>'
    ).format(_WIDTH, _HEIGHT, label, _HEIGHT, line, _HEIGHT, first, line)
