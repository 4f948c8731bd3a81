"""Being outbid, told of it at once, and bidding again; and hearing of those one follows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import APIResponse, Route, expect

from tests.e2e.chain import TT, person
from tests.e2e.collecting import SERIALS, Collecting
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.talking import arrives, says


@pytest.fixture
def collecting(stage: Stage) -> Collecting:
    """Moments on the stage."""
    return Collecting(stage)


def _sign_in(visitor: Visitor) -> None:
    """By the button of the inbox, with the wallet."""
    visitor.go("/inbox")
    visitor.page.get_by_role("button", name="Sign in").click()
    visitor.page.locator('body[data-reader^="0x"]').wait_for(state="attached")
    visitor.page.locator("html[data-ready=true]").wait_for(state="attached")


def test_who_is_outbid_is_told_at_once_and_bids_again(collecting: Collecting, visit: Visit) -> None:
    chain, seller = collecting.chain, person("mira")
    fan, rival = chain.fund(person("ines"), 2, tt=900), chain.fund(person("otto"), 2, tt=900)
    moment = collecting.create(seller, "Last Light <i>", edition=1, price=0)
    auction = collecting.open_auction(seller, moment * SERIALS + 1, reserve=100)

    first = visit(fan)
    _sign_in(first)
    expect(first.page.locator("#notices")).to_contain_text("Nothing for you yet")
    expect(first.page.locator("#unread")).to_be_hidden()
    first.go(f"/moments/{moment}")
    first.page.fill("#bid-amount", "100")
    first.page.click("#bid button")
    first.toast("Bid of 100 TT placed")

    # Somewhere else on the site, the bell counts it as it happens.
    first.go("/")
    chain.tt.send(rival, "approve", collecting.auction.address, 500 * TT)
    collecting.auction.send(rival, "bid", auction, 150 * TT)
    expect(first.page.locator("#unread")).to_have_text("1")
    first.page.click(".bell")
    notice = first.page.locator("#notices li").first
    expect(notice).to_contain_text("outbid you on “Last Light <i>”, with 150")
    expect(notice).to_have_class("unread")
    told = collecting.get(f"/v1/auctions/{auction}")
    assert (told["bidder"], told["amount"]) == (rival.address, str(150 * TT))

    notice.get_by_role("link", name="Bid again").click()
    first.page.locator("html[data-ready=true]").wait_for(state="attached")
    first.page.fill("#bid-amount", "200")
    first.page.click("#bid button")
    first.toast("Bid of 200 TT placed")
    assert collecting.get(f"/v1/auctions/{auction}")["bidder"] == fan.address

    first.go("/inbox")
    first.page.get_by_role("button", name="Mark all as read").click()
    expect(first.page.locator("#notices li.unread")).to_have_count(0)
    expect(first.page.locator("#unread")).to_be_hidden()
    # Outbid once more while the inbox is open: it comes on top, and the older one stays read.
    chain.tt.send(rival, "approve", collecting.auction.address, 500 * TT)
    collecting.auction.send(rival, "bid", auction, 300 * TT)
    expect(first.page.locator("#notices li")).to_have_count(2)
    expect(first.page.locator("#notices li").first).to_contain_text("with 300")
    expect(first.page.locator("#notices li.unread")).to_have_count(1)


def test_late_answer_does_not_undo_what_was_read(collecting: Collecting, visit: Visit) -> None:
    chain, seller = collecting.chain, person("mira")
    fan, rival = chain.fund(person("nora"), 2, tt=900), chain.fund(person("otis"), 2, tt=900)
    moment = collecting.create(seller, "First Light", edition=1, price=0)
    auction = collecting.open_auction(seller, moment * SERIALS + 1, reserve=100)
    for bidder, amount in ((fan, 100), (rival, 150)):
        chain.tt.send(bidder, "approve", collecting.auction.address, amount * TT)
        collecting.auction.send(bidder, "bid", auction, amount * TT)
    collecting.stage.catch_up()
    visitor = visit(fan)
    _sign_in(visitor)
    page = visitor.page
    held: list[tuple[Route, APIResponse]] = []
    expect(page.locator("#unread")).to_have_text("1")

    def hold(route: Route) -> None:
        held.append((route, route.fetch()))

    page.route("**/v1/inbox/unread", hold, times=1)
    with page.expect_request("**/v1/inbox/unread"):
        visitor.go("/inbox")
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator("#notices li.unread")).to_have_count(0)
    [(route, late)] = held
    assert late.json()["unread"] == 1
    # It was counted before that: the bell asks again.
    with page.expect_response(
        lambda answer: answer.url == route.request.url and answer.request != route.request
    ):
        route.fulfill(response=late)
    expect(page.locator("#unread")).to_be_hidden()


def test_what_happens_is_announced_and_shown_when_asked_for(stage: Stage, visit: Visit) -> None:
    visitor = visit()
    visitor.go("/activity?group=trades")
    events = visitor.page.locator("#events li")
    newest = events.first.get_attribute("data-id")
    before = visitor.page.locator("#events").bounding_box()
    stage.chain.buy(person("ben"), stage.mira, 41)
    stage.chain.buy(person("ben"), stage.mira, 42)
    news = visitor.page.locator("#news")
    expect(news).to_have_text("2 new events")
    assert events.first.get_attribute("data-id") == newest
    assert visitor.page.locator("#events").bounding_box() == before
    news.click()
    expect(events.first).to_contain_text(re.compile(r"bought .* of @mira for 42\s*TT"))
    expect(news).to_be_hidden()


def test_one_hears_of_those_one_follows_and_of_nobody_else(
    collecting: Collecting, visit: Visit
) -> None:
    stage, mira = collecting.stage, person("mira")
    fan = collecting.chain.fund(person("fred"), 2, tt=100)
    visitor = visit(fan)
    visitor.go("/activity?whose=followed")
    visitor.page.get_by_role("button", name="Sign in").click()
    expect(visitor.page.locator("#events")).to_contain_text("You follow nobody yet")
    visitor.go("/creators/mira")
    with visitor.page.expect_response(re.compile("/v1/follows/")) as answer:
        visitor.page.click("#follow")
    assert answer.value.status == 200
    visitor.go("/activity?whose=followed")
    expect(visitor.page.locator("#events li").first).to_be_visible()
    stage.chain.buy(person("ben"), stage.mira, 43)
    moment = collecting.create(mira, "Only for Followers", price=3)
    news = visitor.page.locator("#news")
    expect(news).to_have_text("1 new event")
    news.click()
    first = visitor.page.locator("#events li").first
    expect(first).to_contain_text("published “Only for Followers”")
    expect(first.get_by_role("link", name="Only for Followers")).to_have_attribute(
        "href", f"/moments/{moment}"
    )
    shown = [each.get_attribute("data-id") for each in visitor.page.locator("#events li").all()]
    hers = visitor.page.request.get(
        f"{stage.url}/v1/activity?account={mira.address}&limit=200"
    ).json()
    assert shown == [each["id"] for each in hers["items"]][: len(shown)]


def test_a_creator_hears_of_comments_and_followers_as_they_come(
    collecting: Collecting, visit: Visit
) -> None:
    creator = collecting.chain.fund(person("cleo talks"), 2)
    moment = collecting.create(creator, "Second Take", edition=1, price=0)
    host = visit(creator)
    _sign_in(host)
    host.go("/")
    fan = arrives(visit, f"/moments/{moment}", "fay listens")
    says(fan, "The <b>best</b> one yet!")
    expect(host.page.locator("#unread")).to_have_text("1")
    says(fan, "I mean it.")
    expect(fan.page.locator("#comments .comment")).to_have_count(2)
    fan.page.click("#follow")
    expect(host.page.locator("#unread")).to_have_text("2")
    host.go("/inbox")
    notices = host.page.locator("#notices li")
    expect(notices).to_have_count(2)
    expect(notices.filter(has_text="follows you")).to_have_count(1)
    talked = notices.filter(has_text="2 new comments on “Second Take”")
    expect(talked.locator(".said")).to_have_text("I mean it.")
    talked.get_by_role("link", name="Read the comments").click()
    expect(host.page.locator("#comments")).to_contain_text("The <b>best</b> one yet!")


def test_a_creator_is_told_of_the_first_sale_of_a_moment_and_of_no_other(
    collecting: Collecting, visit: Visit
) -> None:
    chain = collecting.chain
    maker, fan = chain.fund(person("nell"), 2), chain.fund(person("otho"), 2, tt=100)
    moment = collecting.create(maker, "First Copy", price=5)
    visitor = visit(maker)
    _sign_in(visitor)
    visitor.go("/")
    collecting.mint(fan, moment, price=5)
    expect(visitor.page.locator("#unread")).to_have_text("1")
    collecting.mint(fan, moment, price=5)
    visitor.page.click(".bell")
    notices = visitor.page.locator("#notices li")
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text(re.compile(r"First sale of “First Copy”: .* bought for 5\s*TT"))
    notices.get_by_role("link", name="See the moment").click()
    expect(visitor.page.locator("h1")).to_have_text("First Copy")
