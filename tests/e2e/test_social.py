"""What people say and like: who may, and who sees it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chain import TT, Chain, person
from tests.e2e.conftest import Stage, Visit
from tests.e2e.talking import api, arrives, says, sols_token


@pytest.fixture(scope="module")
def sol(stage: Stage) -> str:
    """A creator of her own; the address of her token."""
    return sols_token(stage)


def subscribed(chain: Chain, name: str) -> None:
    """Somebody who has paid for sol's plan."""
    fan = chain.fund(person(name), 5, tt=100)
    chain.tt.send(fan, "approve", chain.subscriptions.address, 10 * TT)
    creator = person("sol").address
    plan = chain.subscriptions.read("planOf", creator)[0]
    chain.subscriptions.send(fan, "subscribe", creator, plan, 1, fan.address, 10 * TT)


def bodies(page: Page) -> Any:
    return page.locator("#comments .comment-body")


def test_a_subscriber_comments_and_a_stranger_is_refused(
    stage: Stage, visit: Visit, sol: str
) -> None:
    subscribed(stage.chain, "suki")
    stage.catch_up()
    creator = arrives(visit, "/creators/sol", "sol")
    says(creator, "Only for those who pay from now on.")
    expect(bodies(creator.page)).to_have_text(["Only for those who pay from now on."])
    creator.page.select_option("#audience", "subscribers")
    expect(creator.page.locator("#audience-now")).to_contain_text("subscribers may comment")

    stranger = arrives(visit, "/creators/sol", "stan")
    says(stranger, "Let me in!")
    problem = stranger.page.locator("#comment-problem")
    expect(problem).to_contain_text(
        "Only subscribers may comment here. Subscribe to the creator first."
    )
    expect(stranger.page.locator("#comment-body")).to_have_value("Let me in!")
    expect(stranger.page.locator("#audience-now")).to_contain_text("no running subscription")

    subscriber = arrives(visit, "/creators/sol", "suki")
    says(subscriber, "Worth every TT.")
    for visitor in (subscriber, creator, stranger):
        newest = visitor.page.locator("#comments .comment").first
        expect(newest.locator(".comment-body")).to_have_text("Worth every TT.")
        expect(newest.locator(".badge")).to_have_text("Subscriber")
    expect(subscriber.page.locator("#comment-body")).to_have_value("")
    found = api(stage, "/comments", subject="creator:sol")["items"]
    assert [(row["author"], row["standing"]) for row in found] == [
        (person("suki").address, "subscriber"),
        (person("sol").address, "creator"),
    ]
    assert stage.chain.subscriptions.read(
        "isSubscribed", person("sol").address, person("suki").address
    )

    said = subscriber.page.locator("#comments .comment").first
    said.locator("[data-social=edit]").click()
    subscriber.page.fill("#dialog [name=body]", "You bitch")
    subscriber.page.click("#dialog [type=submit]")
    expect(subscriber.page.locator("#dialog .problem")).to_contain_text("insult")
    subscriber.page.fill("#dialog [name=body]", "Worth every TT, twice.")
    subscriber.page.click("#dialog [type=submit]")
    expect(bodies(stranger.page).first).to_have_text("Worth every TT, twice.")
    said.locator("[data-social=delete]").click()
    subscriber.page.click("#dialog [type=submit]")
    expect(bodies(stranger.page)).to_have_count(1)


def test_likes_and_followers_are_seen_by_a_second_visitor_at_once(
    stage: Stage, visit: Visit, sol: str
) -> None:
    watcher = visit()
    watcher.go("/creators/sol")
    like, follow = watcher.page.locator("#like .count"), watcher.page.locator("#follow .count")
    expect(like).to_have_text("0")
    fan = arrives(visit, "/creators/sol", "lio")
    fan.page.click("#like")
    expect(fan.page.locator("#like")).to_have_attribute("aria-pressed", "true")
    expect(like).to_have_text("1")
    fan.page.click("#follow")
    expect(follow).to_have_text("1")
    expect(watcher.page.locator("#total-likes")).to_contain_text("Likes on everything: 1")
    expect(watcher.page.locator("#like")).to_have_attribute("aria-pressed", "false")
    assert api(stage, "/likes/creator:sol")["total"] == 1
    assert api(stage, f"/follows/{person('sol').address}")["followers"] == 1
    fan.page.reload()
    expect(fan.page.locator("#like")).to_have_attribute("aria-pressed", "true")
    fan.page.click("#like")
    expect(like).to_have_text("0")
    assert api(stage, "/likes/creator:sol")["likes"] == 0
