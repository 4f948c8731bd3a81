"""A node that tells one and the same lie for ever: the index is right up to it, or in spite of it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from pathlib import Path
from random import Random

import pytest

from tests.support.lies import ABOUT_HEADERS, ABOUT_RECEIPTS, AGREED, Liar
from tests.support.mirror import indexing, until
from tests.support.proxy import proxy
from tests.support.truth import Truth, ends_right, stands_at_head
from tests.support.world import World
from toktok.config import Settings
from toktok.errors import ToktokError

#: Who answers these is merely behind, as far as anybody can know.
_BEHIND = {"the block before", "an older block"}
#: How often the same question is put before it is plain that there is no way past the lie.
_OFTEN = 3
#: Blocks that are lied about, more than a service may be behind; and true ones before them.
_LIED_ABOUT, _TRUE = 40, 5


@pytest.mark.parametrize(
    "lies", [ABOUT_HEADERS, ABOUT_RECEIPTS, AGREED], ids=["headers", "receipts", "both"]
)
async def test_a_lie_that_is_told_for_ever_is_never_indexed(
    past: tuple[World, Settings], truth_of_past: Truth, tmp_path: Path, lies: Collection[str]
) -> None:
    world, settings = past
    first = world.node.block_number() - _LIED_ABOUT
    await truth_of_past.at(first - _TRUE)
    waiting = asyncio.Semaphore(6)

    async def hear(number: int, lie: str) -> str | None:
        async with waiting:
            path = tmp_path / f"lied_to_{number}.db"
            try:
                await _hear(world, settings, truth_of_past, lie, first=first, path=path)
            except Exception as error:
                return f"{lie}: {error!r}"
        return None

    faults = await asyncio.gather(*(hear(number, lie) for number, lie in enumerate(lies)))
    assert not any(faults), "\n".join(fault for fault in faults if fault)


async def _hear(
    world: World, settings: Settings, truth: Truth, lie: str, *, first: int, path: Path
) -> None:
    """Index what a liar says, until there is no way on; what is held then is the truth."""
    liar = Liar(world.node, [lie], chance=Random(lie), first=first)
    store = await truth.copy_at(first - _TRUE, path)
    with proxy(world.node.url) as between:
        between.twist = liar.twist
        through = settings.model_copy(update={"rpc_url": between.url, "database_url": store.url})
        async with indexing(through, store) as running:
            state, task = running.indexer.state, running.task
            await until(
                lambda: task.done() or stands_at_head(store, world.node) or liar.most >= _OFTEN
            )
            arrived, reason = stands_at_head(store, world.node), state.reason
            failed = task.exception() if task.done() else None
    assert liar.told, "it was never told"
    assert arrived or reason or lie in _BEHIND, "ready, and nowhere"
    assert failed is None or isinstance(failed, ToktokError), failed
    await ends_right(store, truth)
    store.close()
