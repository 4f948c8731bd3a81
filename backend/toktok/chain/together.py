"""Several things at once, none of which outlives the others' failure."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import TypeVar

_T = TypeVar("_T")


async def together(work: Iterable[Coroutine[None, None, _T]]) -> list[_T]:
    """Wait for all of it; when one fails, or nobody waits any more, the others are ended first."""
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        return await asyncio.gather(*tasks)
    finally:
        await give_up(tasks)


async def give_up(tasks: Iterable[asyncio.Future[_T]]) -> None:
    """End what still runs, and wait until it has closed what it held."""
    given_up = list(tasks)
    for task in given_up:
        task.cancel()
    await asyncio.gather(*given_up, return_exceptions=True)
