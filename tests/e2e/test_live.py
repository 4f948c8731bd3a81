"""What happens on the chain is on the page, also after it was cut off, refused or left in the background."""

from __future__ import annotations

import httpx
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount
from playwright.sync_api import Request, expect

from tests.e2e.chain import TT, person
from tests.e2e.collecting import SERIALS, Collecting
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.support.members import Member, key_of

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


def test_all_that_is_live_comes_back_after_a_minute_offline(stage: Stage, visit: Visit) -> None:
    collecting = Collecting(stage)
    alone = collecting.create(person("mira"), "While Away", edition=1, price=0)
    auction = collecting.open_auction(person("mira"), alone * SERIALS + 1, reserve=10)
    fan = stage.chain.fund(person("newly there"), 2, tt=2_000)
    stage.chain.tt.send(fan, "approve", collecting.auction.address, 100 * TT)
    away = visit()
    away.page.clock.install()
    market, moment, creator = (Visitor(away.page.context.new_page(), away.url) for _ in range(3))
    market.go("/")
    moment.go(f"/moments/{alone}")
    creator.go("/creators/mira")
    price = market.page.get_by_role("row", name="Mira", exact=False).locator(".price").first
    was = price.inner_text()
    holders = creator.page.locator("#holders")
    expect(holders).not_to_contain_text(fan.address[-4:])

    away.page.context.set_offline(True)
    pages = (market.page, moment.page, creator.page)
    for page in pages:
        expect(page.locator("#banner")).to_contain_text("You are offline")
    stage.chain.buy(fan, stage.mira, 1_500)
    collecting.auction.send(fan, "bid", auction, 35 * TT)
    talk(stage, fan, "Anybody there?")
    stage.catch_up()
    away.page.clock.fast_forward(60_000)
    for page in pages:
        expect(page.locator("#banner")).to_contain_text("You are offline")
    expect(price).to_have_text(was)

    away.page.context.set_offline(False)
    expect(price).not_to_have_text(was)
    expect(market.page.locator("#tape li").first).to_contain_text("1,500")
    expect(moment.page.locator("#auction")).to_contain_text("35")
    expect(creator.page.locator("#trades tbody tr td:nth-child(3)").first).to_contain_text("1,500")
    expect(holders).to_contain_text(fan.address[-4:])
    expect(creator.page.locator("#comments")).to_contain_text("Anybody there?")
    for page in pages:
        expect(page.locator("#banner")).to_be_hidden()
    away.problems[:] = [each for each in away.problems if not is_network(each)]


def talk(stage: Stage, account: LocalAccount, said: str) -> None:
    """Comment on mira's page, from another browser."""
    with httpx.Client(base_url=stage.url, trust_env=False, timeout=30) as client:
        member = Member(client, key_of("unused"))
        message = member.challenge(account.address)
        signed = account.sign_message(encode_defunct(text=message))
        member.csrf = member.answer(message, bytes(signed.signature)).json()["csrf_token"]
        body = {"subject": "creator:mira", "body": said}
        assert member.send("POST", "/v1/comments", body).status_code == 201


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
