"""The same on Ganache: no receipts by block, every block final at once, another clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.history import History
from tests.support.mirror import audited, index_once
from tests.support.node import Node, ganache
from tests.support.proxy import Answer, proxy
from tests.support.world import deploy
from toktok.config import Settings
from toktok.store.engine import Store


@pytest.fixture
def node() -> Iterator[Node]:
    with ganache() as fresh:
        yield fresh


async def test_a_history_on_ganache_is_indexed_by_logs_and_by_receipts(
    node: Node, settings: Settings, store: Store, tmp_path: Path
) -> None:
    world = deploy(node)
    world.write_record(tmp_path)
    history = History(world, seed=71)
    history.begin(launches=1)
    history.play(60)
    await index_once(settings, store, node)
    assert (await audited(settings, store)).differences == []

    def silent(request: dict[str, object], reply: Answer) -> Answer:
        return {**reply, "result": []} if request["method"] == "eth_getLogs" else reply

    history.play(40)
    with proxy(node.url) as between:
        between.twist = silent
        await index_once(settings.model_copy(update={"rpc_url": between.url}), store, node)
        assert between.asked("eth_getTransactionReceipt") > 0
    report = await audited(settings, store)
    assert report.differences == []
    assert report.total > 100
