"""The benches in little: the chain, who indexes it, and the verdict on the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bench.chain import bench_chain
from scripts.bench.goals import Goal, of_index, verdict
from scripts.bench.index import Bench as IndexBench
from scripts.bench.index import BenchError, measure
from scripts.bench.live import Bench as LiveBench
from tests.support.databases import PostgresServer
from tests.support.world import World


def test_everybody_indexes_all_events_of_a_small_chain_and_the_audit_agrees(
    server: PostgresServer, tmp_path: Path
) -> None:
    rows = measure(500, repetitions=1, server=server, folder=tmp_path)

    assert [(row["who"], row["store"]) for row in rows] == [
        ("floor", "none"), ("toktok", "sqlite"), ("toktok", "postgresql"),
    ]  # fmt: skip
    assert len({(row["events"], row["blocks"]) for row in rows}) == 1
    assert all(row["stages"]["apply"] > 0 for row in rows[1:])


def test_one_seed_makes_one_history(tmp_path: Path) -> None:
    made = []
    for folder, seed in (("a", 7), ("b", 7), ("c", 8)):
        with bench_chain(500, tmp_path / folder, seed=seed) as chain:
            made.append((chain.events, chain.blocks, chain.kinds))
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_an_index_without_some_events_is_no_result(server: PostgresServer, tmp_path: Path) -> None:
    with bench_chain(500, tmp_path) as chain:
        more = type(chain)(**{**vars(chain), "events": chain.events + 1})
        bench = IndexBench(more, tmp_path, server, tmp_path)
        with pytest.raises(BenchError, match="events indexed of"):
            list(bench.rows(repetitions=1, beside=False))


def test_trades_become_visible_over_http(world: World, tmp_path: Path) -> None:
    bench = LiveBench("anvil", world, tmp_path, trades=5)
    row = bench.ours("sqlite", f"sqlite:///{tmp_path}/live.db")
    assert row["trades"] == 5
    assert 0 < row["p50_ms"] <= row["p95_ms"] < 5_000


def test_a_missed_goal_is_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict([Goal("speed", 30_000, 30_000, at_most=False), Goal("calls", 150, 150)]) == 0
    assert verdict([Goal("calls", 151, 150)]) == 1
    assert "calls" in capsys.readouterr().out


def test_a_number_without_a_goal_is_told_and_misses_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert verdict([Goal("calls", 150, 150), Goal("by the way", 9_999)]) == 0
    out = capsys.readouterr().out
    assert "by the way" in out
    assert "1 of 1 goals met" in out


def test_each_number_is_held_against_its_goal() -> None:
    small = {
        "who": "toktok", "events": 50_000, "events_per_second": 31_000, "seconds": 1.6,
        "rpc_calls": 100, "peak_rss_mb": 150.0,
    }  # fmt: skip
    large = {**small, "events": 500_000, "seconds": 18.0, "peak_rss_mb": 190.0}
    rows = [
        {**row, "store": store}
        for store in ("sqlite", "postgresql")
        for row in (small, small, large)
    ]
    rows.append({"who": "ponder-lifted", "store": "postgresql", "events_per_second": 3_900})

    missed = [goal.what for goal in of_index(rows) if not goal.met]

    assert missed == [
        f"{store}: times {what} for 10 times the events"
        for store in ("sqlite", "postgresql")
        for what in ("as long", "the memory")
    ] + ["times as fast as Ponder, its limit lifted"]
