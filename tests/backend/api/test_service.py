"""The service tells how it is, and browsers are told to trust nobody else."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.support.history import History
from tests.support.node import anvil
from tests.support.served import Served, served, serving, wait_for
from tests.support.world import deploy
from toktok.app import create_app

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize(
    "address", ["/", "/v1/creators", "/v1/nothing", "/docs", "/metrics", "/health", "/ready"]
)
def test_every_response_tells_browsers_to_load_nothing_from_elsewhere(
    toktok: Served, address: str
) -> None:
    headers = toktok.client.get(address).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; ")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_the_documentation_needs_no_script_and_no_other_host(toktok: Served) -> None:
    page = toktok.client.get("/docs").text
    assert "<script" not in page
    assert "style=" not in page
    linked = ["/static/mark.svg", "/docs/style.css", "/openapi.json"]
    assert re.findall(r'(?:src|href)="(?!#)([^"]*)"', page) == linked
    style = toktok.client.get("/docs/style.css")
    assert style.headers["content-type"].startswith("text/css")
    assert "url(" not in style.text
    for path in toktok.get("/openapi.json")["paths"]:
        assert f"</b> {path}</code>" in page


def test_metrics_count_requests_by_route(toktok: Served) -> None:
    toktok.get("/v1/creators/s7_1")
    toktok.client.get("/v1/creators/nobody")
    text = toktok.client.get("/metrics").text
    counted = 'toktok_requests_total{method="GET",route="/v1/creators/{name}",status="%d"}'
    assert counted % 200 in text
    assert counted % 404 in text
    assert "s7_1" not in text
    assert "toktok_listeners 0.0" in text
    assert "toktok_indexer_block" in text


@pytest.mark.parametrize("index", [False, True], ids=["serving only", "standing by"])
def test_a_second_server_shows_what_the_first_indexes(toktok: Served, index: bool) -> None:
    app = create_app(toktok.settings, index=index)
    with serving(app) as url, httpx.Client(base_url=url, trust_env=False) as client:
        wait_for(lambda: client.get("/ready").status_code == 200, "ready")
        with client.stream("GET", "/v1/events", params={"after": toktok.catch_up()}) as stream:
            fan = toktok.world.people[2]
            toktok.world.tt.do(fan, "deposit", value=12_345)
            heard = next(line for line in stream.iter_lines() if line.startswith('data: {"id"'))
        assert '"eth":"12345"' in heard
        wait_for(lambda: client.get("/v1/status").json()["lag_blocks"] == 0, "no lag")


def test_readiness_follows_the_node(tmp_path: Path) -> None:
    with ExitStack() as running:
        node = running.enter_context(anvil())
        world = deploy(node)
        with served(world, History(world, seed=1), tmp_path) as toktok:
            assert toktok.client.get("/ready").status_code == 200
            assert toktok.get("/v1/status")["ready"] is True
            running.close()
            wait_for(lambda: toktok.client.get("/ready").status_code == 503, "not ready")
            problem = toktok.client.get("/ready").json()
            assert problem["title"] == "Not ready"
            assert node.url in problem["detail"]
            status = toktok.get("/v1/status")
            assert (status["ready"], status["reason"]) == (False, problem["detail"])
            # What is indexed is still served.
            assert toktok.client.get("/v1/creators").status_code == 200
            assert toktok.client.get("/health").status_code == 200


def test_the_status_proposes_the_node_to_wallets_on_a_local_chain(toktok: Served) -> None:
    assert toktok.get("/v1/status")["public_rpc_url"] == toktok.world.node.url
