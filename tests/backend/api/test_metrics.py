"""Figures for Prometheus move with what happens: blocks, a reorganisation, a node that is busy."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from tests.support.history import History
from tests.support.proxy import proxy
from tests.support.served import served, wait_for
from tests.support.world import World

pytestmark = pytest.mark.databases("sqlite")


def _figures(client: httpx.Client) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    found = (re.fullmatch(r"([^# ][^ ]*(?:\{.*\})?) (\S+)", line) for line in lines)
    return {each[1]: float(each[2]) for each in found if each}


def test_each_figure_is_told_once(world: World, database_url: str, tmp_path: Path) -> None:
    with served(world, History(world, seed=1), tmp_path, database_url=database_url) as toktok:
        text = toktok.client.get("/metrics").text
    named = re.findall(r"^# TYPE (\S+) ", text, re.MULTILINE)
    assert len(named) == len(set(named))
    assert {
        "toktok_indexer_lag_blocks",
        "toktok_indexer_lag_seconds",
        "toktok_indexer_stalled_seconds",
        "toktok_indexer_events_total",
        "toktok_indexer_blocks_total",
        "toktok_indexer_reorg_depth",
        "toktok_indexer_rpc_errors_total",
        "toktok_indexer_rpc_requests_total",
        "toktok_indexer_stage_seconds",
        "toktok_audit_compared_total",
        "toktok_audit_differences_total",
        "toktok_node_block",
        "toktok_ready",
        "toktok_listeners",
    } <= set(named)


def test_the_figures_follow_the_chain(world: World, database_url: str, tmp_path: Path) -> None:
    """Through a proxy, which announces nothing: the node is polled."""
    node, fan = world.node, world.people[0]
    with (
        proxy(node.url) as between,
        served(
            world,
            History(world, seed=1),
            tmp_path,
            database_url=database_url,
            rpc_url=between.url,
        ) as toktok,
    ):
        before = _figures(toktok.client)
        deposited = 'toktok_indexer_events_total{event="Deposited"}'
        for value in (1, 2, 3):
            world.tt.do(fan, "deposit", value=value)
        head = toktok.catch_up()
        after = _figures(toktok.client)
        assert after[deposited] - before.get(deposited, 0) == 3
        assert after["toktok_indexer_blocks_total"] - before["toktok_indexer_blocks_total"] == 3
        assert after["toktok_indexer_block"] == after["toktok_node_block"] == head
        assert after["toktok_indexer_lag_blocks"] == after["toktok_indexer_stalled_seconds"] == 0
        requests = 'toktok_indexer_rpc_requests_total{method="eth_getBlockByNumber"}'
        assert after[requests] > before[requests]
        applied = 'toktok_indexer_stage_seconds_count{stage="apply"}'
        assert after[applied] > before[applied]

        node.call("anvil_reorg", 2, [])
        toktok.catch_up()
        node.wait_until(60)
        toktok.catch_up()
        again = _figures(toktok.client)
        depth = "toktok_indexer_reorg_depth"
        assert again[f"{depth}_count"] - after[f"{depth}_count"] == 1
        assert again[f"{depth}_sum"] - after[f"{depth}_sum"] == 2
        buckets = [f'{depth}_bucket{{le="{bound}"}}' for bound in ("1.0", "2.0")]
        assert [again[each] - after[each] for each in buckets] == [0, 1]

        busy = 'toktok_indexer_rpc_errors_total{kind="busy"}'
        between.refusals.append(429)
        wait_for(lambda: _figures(toktok.client).get(busy, 0) == again.get(busy, 0) + 1, "an error")
