"""A local chain that is begun anew under a page that is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.acting import problem
from tests.e2e.chain import ETH, Chain, deploy, ganache, person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.following import no_blocks, wait_until_sent, wallet_of
from tests.e2e.serving import Served
from tests.support.node import free_port


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Chain]:
    """A chain with the contracts where the stage has them too, and nobody on it."""
    with ganache() as rpc_url:
        yield Chain(rpc_url, deploy(rpc_url, tmp_path))


def at_portfolio(visitor: Visitor) -> Visitor:
    """Connected, where one gets TT."""
    visitor.go(f"/portfolio/{wallet_of(visitor).account.address}")
    visitor.connect()
    return visitor


def ask_for_tt(visitor: Visitor) -> None:
    """For one ETH."""
    visitor.page.fill("#deposit-amount", "1")
    visitor.page.click("#deposit [type=submit]")


def test_chain_begun_anew_under_an_open_page_is_told_and_what_was_under_way_ends(
    stage: Stage, first: Chain, visit: Visit, tmp_path: Path
) -> None:
    fan, port = first.fund(person("ani"), 5), free_port()
    assert first.tt.address == stage.chain.tt.address
    before, after = tmp_path / "before", tmp_path / "after"
    for each in (before, after):
        each.mkdir()
    with Served(first.rpc.url, before, deployments=tmp_path, port=port) as server:
        visitor = at_portfolio(visit(fan, at=Stage(first, server, before, "", "")))
        page, wallet = visitor.page, wallet_of(visitor)
        page.evaluate("window.notReloaded = true")
        ask_for_tt(visitor)
        visitor.toast("You got 10,000 TT")
        with no_blocks(first):
            ask_for_tt(visitor)
            wait_until_sent(visitor)
            # The node is replaced first; the server goes on showing what it has.
            stage.chain.fund(fan, 5)
            wallet.use(stage.chain.rpc)
            expect(page.locator(".toast .detail")).to_contain_text("another chain now")
            assert page.locator(".toast.bad").count() == 0
        assert visitor.problems == []
    expect(page.locator("#banner")).to_be_visible()
    with Served(stage.chain.rpc.url, after, deployments=stage.chain.record.parent, port=port):
        assert "clear its activity first" in visitor.toast("started anew")
        assert "started anew before this was done" in problem(visitor, "#deposit")
        expect(page.locator(".toast.busy")).to_have_count(0)
        # Nobody answered while the server was away: browsers report that too.
        visitor.problems.clear()
        assert page.evaluate("window.notReloaded")
        assert page.input_value("#deposit-amount") == "1"
        # What the page shows is of the chain before: nothing more is signed from it.
        ask_for_tt(visitor)
        assert "is another chain" in problem(visitor, "#deposit")
        assert wallet.count("eth_sendTransaction") == 2
        assert stage.chain.tt_of(fan) == 0

        page.get_by_role("link", name="Reload").click()
        page.wait_for_function("!window.notReloaded && document.documentElement.dataset.ready")
        expect(page.locator(".toast")).to_have_count(0)
        ask_for_tt(visitor)
        visitor.toast("You got 10,000 TT")
        assert stage.chain.tt_of(fan) == 10_000 * ETH
        page.close()
