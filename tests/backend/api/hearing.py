"""One who listens to a hub without a server between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from tests.support.served import Served
from toktok.api.live import Hub
from toktok.api.messages import EVERYTHING, Filter
from toktok.api.places import parse_place

_PATIENCE = 30.0


async def begun(
    hub: Hub, since: str | None = None, *, wanted: Filter = EVERYTHING
) -> AsyncGenerator[bytes, None]:
    """The stream of one listener that has heard what all hear first."""
    stream = await hub.listen(wanted, parse_place(since))
    assert await anext(stream) == b"retry: 2000\n\n"
    assert (await anext(stream)).startswith(b"event: head\n")
    return stream


async def told(stream: AsyncGenerator[bytes, None]) -> bytes:
    """What is told next; fails in words when nothing is."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await anext(stream)
    except TimeoutError:
        raise AssertionError(f"nothing was told within {_PATIENCE:.0f} seconds") from None


async def until_head(stream: AsyncGenerator[bytes, None]) -> bytes:
    """Everything that is told, to the next head."""
    heard = b""
    while b"event: head" not in heard:
        heard += await told(stream)
    return heard


async def look_at_deposits(toktok: Served, hub: Hub, count: int) -> None:
    """Let so many things happen, and look after each."""
    for value in range(1, count + 1):
        toktok.world.tt.do(toktok.world.people[0], "deposit", value=value)
        toktok.catch_up()
        await hub.look()
