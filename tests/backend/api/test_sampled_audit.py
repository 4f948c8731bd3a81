"""A running service looks at itself: a wrong value is told, confirmed at a second block, and forgiven."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.history import History
from tests.support.served import Served, served, wait_for
from tests.support.tampering import changed
from tests.support.world import World
from toktok.store.engine import Store
from toktok.store.tables import Creator, Holder


@pytest.fixture
def running(world: World, database_url: str, tmp_path: Path) -> Iterator[Served]:
    """A server that looks at all it has, five times a second."""
    history = History(world, seed=33)
    history.begin(launches=2)
    history.play(40)
    with served(
        world,
        history,
        tmp_path,
        database_url=database_url,
        audit_seconds=0.2,
        audit_values=50_000,
    ) as toktok:
        wait_for(lambda: toktok.get("/v1/status")["audit"] is not None, "an audit")
        yield toktok


def test_a_sample_is_compared_again_and_again(running: Served) -> None:
    running.world.node.wait_until(60)
    newest = running.catch_up()
    wait_for(lambda: running.get("/v1/status")["audit"]["block"] == newest, "another audit")
    last = running.get("/v1/status")["audit"]
    assert last["differences"] == 0
    assert last["compared"] > 300
    before = _figure(running.client, "toktok_audit_compared_total")
    wait_for(
        lambda: _figure(running.client, "toktok_audit_compared_total") > before, "one more audit"
    )
    assert _figure(running.client, "toktok_audit_block") == newest
    assert running.client.get("/ready").status_code == 200


@pytest.mark.parametrize(("model", "column"), [(Creator, "reserve"), (Holder, "balance")])
def test_a_wrong_value_is_told_at_once_and_stops_the_service_when_it_is_sure(
    running: Served,
    store: Store,
    model: type[Creator] | type[Holder],
    column: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR, logger="toktok.audit")
    table = str(model.__tablename__)
    with changed(store, model, column):
        wait_for(lambda: running.get("/v1/status")["audit"]["differences"] > 0, "a difference")
        # One look may be an accident of the node's.
        assert running.client.get("/ready").status_code == 200
        assert re.search(rf"At block \d+: {table} .*{column}: ours \d+, chain \d+", caplog.text)
        counted = f'toktok_audit_differences_total{{table="{table}"}}'
        assert _figure(running.client, counted) >= 1
        running.world.node.wait_until(60)
        wait_for(lambda: running.client.get("/ready").status_code == 503, "not ready")
        assert f"not the chain's: {table} " in running.client.get("/ready").json()["detail"]
        assert _figure(running.client, "toktok_audit_confirmed") >= 1
    running.world.node.wait_until(60)
    wait_for(lambda: running.client.get("/ready").status_code == 200, "ready again")
    wait_for(lambda: running.get("/v1/status")["audit"]["differences"] == 0, "no difference")
    assert _figure(running.client, "toktok_audit_confirmed") == 0


def _figure(client: httpx.Client, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0.0
