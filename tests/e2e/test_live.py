"""What happens on the chain is on the page, also after it was cut off, refused or left in the background."""

from __future__ import annotations

from playwright.sync_api import Request, expect

from tests.e2e.chain import person
from tests.e2e.conftest import Stage, Visit

HIDE = """
hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""


def is_stream(request: Request) -> bool:
    """Whether it opens a stream of events."""
    return "/v1/events?" in request.url


def is_network(problem: str) -> bool:
    """Whether the browser says of a request that it did not get through."""
    return problem.startswith(("htmx:", "Failed to load resource: net::"))


def test_updates_come_back_after_the_server_refused_them(stage: Stage, visit: Visit) -> None:
    visitor = visit()
    visitor.page.route("**/v1/events*", lambda route: route.fulfill(status=503), times=1)
    with visitor.page.expect_response(
        lambda answer: is_stream(answer.request) and answer.status == 200
    ):
        visitor.go("/creators/mira")
    newest = visitor.page.locator("#trades tbody tr").first
    stage.chain.buy(person("ben"), stage.mira, 43)
    expect(newest).to_contain_text("43")
    assert all("503" in each for each in visitor.problems)
    visitor.problems.clear()


def test_page_that_was_offline_says_so_and_misses_nothing(stage: Stage, visit: Visit) -> None:
    visitor = visit()
    visitor.go("/creators/mira")
    banner = visitor.page.locator("#banner")
    # What was paid: in a price there may be any digits.
    trades = visitor.page.locator("#trades tbody tr td:nth-child(3)")
    stage.chain.buy(person("ben"), stage.mira, 51)
    expect(trades.first).to_contain_text("51")
    visitor.page.evaluate("window.notReloaded = true")
    visitor.page.context.set_offline(True)
    expect(banner).to_contain_text("You are offline")
    for amount in (52, 53):
        stage.chain.buy(person("ben"), stage.mira, amount)
    stage.catch_up()
    with visitor.page.expect_request(is_stream) as asked:
        visitor.page.context.set_offline(False)
    assert "%40" in asked.value.url, "the stream goes on after the event seen last"
    expect(trades.nth(0)).to_contain_text("53")
    expect(trades.nth(1)).to_contain_text("52")
    expect(banner).to_be_hidden()
    visitor.toast("Up to date again")
    assert visitor.page.evaluate("window.notReloaded")
    visitor.problems[:] = [each for each in visitor.problems if not is_network(each)]


def test_an_answer_that_never_comes_holds_up_the_next_for_seconds_only(
    stage: Stage, visit: Visit
) -> None:
    visitor = visit()
    visitor.go("/creators/mira")
    newest = visitor.page.locator("#trades tbody tr td:nth-child(3)").first
    # Asked, and never answered: as when the connection goes while it is under way.
    visitor.page.route("**/fragments/trades/**", lambda _: None, times=1)
    with visitor.page.expect_request("**/fragments/trades/**"):
        stage.chain.buy(person("ben"), stage.mira, 47)
    stage.chain.buy(person("ben"), stage.mira, 48)
    expect(newest).to_contain_text("48")
    visitor.problems[:] = [each for each in visitor.problems if not is_network(each)]


def test_tab_in_the_background_gives_its_connection_back_and_catches_up(
    stage: Stage, visit: Visit
) -> None:
    visitor = visit()
    visitor.page.clock.install()
    visitor.go("/creators/mira")
    trades = visitor.page.locator("#trades tbody tr")
    stage.chain.buy(person("ben"), stage.mira, 61)
    expect(trades.first).to_contain_text("61")
    visitor.page.evaluate(HIDE, True)
    with visitor.page.expect_event("requestfailed", is_stream):
        visitor.page.clock.fast_forward(61_000)
    stage.chain.buy(person("ben"), stage.mira, 62)
    stage.catch_up()
    with visitor.page.expect_request(is_stream) as asked:
        visitor.page.evaluate(HIDE, False)
    assert "%40" in asked.value.url
    visitor.page.clock.fast_forward(1_000)
    expect(trades.first).to_contain_text("62")
