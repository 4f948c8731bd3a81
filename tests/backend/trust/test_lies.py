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
from tests.support.truth import Past, Truth, ends_right, stands_at_head
from toktok.errors import ToktokError
from toktok.store.engine import Store

#: Who answers these is merely behind, as far as anybody can know.
_BEHIND = {"the block before", "an older block"}
#: How often the same question is put before it is plain that there is no way past the lie.
_OFTEN = 3
#: Blocks that are true before those that are lied about.
_TRUE = 5


@pytest.mark.parametrize(
    ("lies", "before", "after"),
    [(ABOUT_HEADERS, 9, 99), (ABOUT_RECEIPTS, 40, 99), (ABOUT_RECEIPTS, 0, 0), (AGREED, 0, 0)],
    ids=["headers", "receipts", "quiet receipts", "both"],
)
async def test_a_lie_that_is_told_for_ever_is_never_indexed(
    past: Past,
    truth_of_past: Truth,
    tmp_path: Path,
    lies: Collection[str],
    before: int,
    after: int,
) -> None:
    """Of the quiet block, or of some before and all after it as well."""
    first, last = past.quiet - before, past.quiet + after
    await truth_of_past.at(first - _TRUE)
    waiting = asyncio.Semaphore(6)

    async def hear(number: int, lie: str) -> str | None:
        liar = Liar(past.world.node, [lie], chance=Random(lie), first=first, last=last)
        async with waiting:
            store = await truth_of_past.copy_at(first - _TRUE, tmp_path / f"{number}.db")
            try:
                await _hear(past, store, liar, lie)
                await ends_right(store, truth_of_past)
            except Exception as error:
                return f"{lie}: {error!r}"
            finally:
                store.close()
        return None

    faults = await asyncio.gather(*(hear(number, lie) for number, lie in enumerate(lies)))
    assert not any(faults), "\n".join(fault for fault in faults if fault)


async def _hear(past: Past, store: Store, liar: Liar, lie: str) -> None:
    """Index what a liar says, until there is no way on."""
    node = past.world.node
    with proxy(node.url) as between:
        between.twist = liar.twist
        through = past.settings.model_copy(
            update={"rpc_url": between.url, "database_url": store.url}
        )
        async with indexing(through, store) as running:
            state, task = running.indexer.state, running.task
            await until(lambda: task.done() or stands_at_head(store, node) or liar.most >= _OFTEN)
            arrived, trouble = stands_at_head(store, node), state.trouble
            failed = task.exception() if task.done() else None
    assert liar.told, "it was never told"
    assert arrived or trouble or lie in _BEHIND, "ready, and nowhere"
    assert failed is None or isinstance(failed, ToktokError), failed
