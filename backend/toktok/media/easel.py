"""Where pictures are opened and drawn: few at once, as an open one takes hundreds of times the memory of its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

AT_ONCE = 2

_EASELS = CapacityLimiter(AT_ONCE)

Drawn = TypeVar("Drawn")


async def at_easel(draw: Callable[[], Drawn]) -> Drawn:
    """What `draw` returns, once it is its turn; whoever waits holds no thread that others need."""
    return await run_sync(draw, limiter=_EASELS)
