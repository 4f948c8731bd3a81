"""How old things are said to be on a chain to which no block comes, and on one that has run ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.chain import TT, Chain, deploy, ganache, person
from tests.e2e.collecting import HOUR, SERIALS, Collecting
from tests.e2e.conftest import Stage
from tests.e2e.serving import Served
from tests.e2e.talking import api, signed_in
from tests.support.node import free_port

AGES = "[...document.querySelectorAll('time[data-time]')].map((each) => each.textContent)"


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A chain on which kai trades, and where it has been five hours ago all along; an auction of an hour."""
    directory = tmp_path_factory.mktemp("quiet")
    began = (datetime.now(UTC) - timedelta(hours=5, minutes=30)).isoformat()
    with ganache("--chain.time", began) as rpc_url:
        chain = Chain(rpc_url, deploy(rpc_url, directory))
        kai = chain.fund(person("kai"), 10, tt=3_000)
        token = chain.launch(kai, "kai")
        chain.market.send(kai, "contribute", token, 1_500 * TT)
        chain.pass_time(61)
        chain.market.send(kai, "finalize", token)
        with Served(rpc_url, directory, deployments=directory, port=free_port()) as server:
            stage = Stage(chain, server, directory / "media", token, token)
            collecting = Collecting(stage)
            alone = collecting.create(kai, "Long Over", edition=1, price=0)
            collecting.open_auction(kai, alone * SERIALS + 1, reserve=10)
            chain.buy(kai, token, 20)
            stage.catch_up()
            yield stage


def comment(stage: Stage, browser: Browser, subject: str) -> None:
    """Somebody says something now."""
    context = browser.new_context()
    csrf = signed_in(context.request, stage.url, person("ada"))
    said = context.request.post(
        f"{stage.url}/v1/comments",
        data={"subject": subject, "body": "Said at this moment."},
        headers={"X-CSRF-Token": csrf},
    )
    assert said.ok, said.text()
    context.close()


def ages_stay(page: Page, url: str) -> list[str]:
    """The ages of a page as they come, which scripts say too, at once and after a while."""
    as_sent = re.findall(
        r"<time [^>]*data-time[^>]*>([^<]*)</time>", httpx.get(url, trust_env=False).text
    )
    page.clock.install()
    page.goto(url)
    page.locator("html[data-ready=true]").wait_for(state="attached")
    told: list[str] = page.evaluate(AGES)
    assert in_hours(told) == in_hours(as_sent)
    page.clock.fast_forward(20_000)
    assert in_hours(page.evaluate(AGES)) == in_hours(told)
    return told


def in_hours(ages: list[str]) -> list[str]:
    """The same, whatever is younger than an hour as it is."""
    return [age if re.search(r"\b[hd] ago", age) else "just now" for age in ages]


def test_a_quiet_chain_grows_older_and_says_so(quiet: Stage, browser: Browser) -> None:
    comment(quiet, browser, "creator:kai")
    page = browser.new_context(service_workers="block").new_page()
    told = ages_stay(page, f"{quiet.url}/creators/kai")
    assert "5 h ago" in told
    expect(page.locator("#comments time").first).not_to_contain_text("h ago")
    page.goto(f"{quiet.url}/status")
    expect(page.locator("#status")).to_contain_text("its last block came 5 h ago")
    expect(page.locator("#status .figures")).to_contain_text("5 h ago")
    expect(page.locator("#status")).not_to_contain_text("Everything is up to date.")
    page.context.close()


def test_what_has_ended_without_a_block_drops_nothing(quiet: Stage, browser: Browser) -> None:
    [dropped] = api(quiet, "/moments/drops")["items"]
    assert dropped["metadata"]["name"] == "Long Over", "as of its block the auction runs"
    page = browser.new_context(service_workers="block").new_page()
    page.goto(f"{quiet.url}/")
    expect(page.locator("#creators")).to_contain_text("Kai")
    expect(page.locator(".moment-card")).to_have_count(0)
    page.goto(f"{quiet.url}/moments")
    expect(page.locator(".moment-card")).to_contain_text("to be settled")
    page.context.close()


def test_a_chain_that_is_ahead_has_no_future(stage: Stage, browser: Browser) -> None:
    stage.chain.pass_time(9 * HOUR)
    stage.chain.buy(person("ben"), stage.mira, 21)
    stage.catch_up()
    comment(stage, browser, "creator:mira")
    page = browser.new_context(service_workers="block").new_page()
    ages_stay(page, f"{stage.url}/creators/mira")
    for part in ("#comments", "#trades"):
        expect(page.locator(f"{part} time").first).not_to_contain_text("h ago")
    page.context.close()
