"""What people say and like: who may, who sees it, and what operators do about it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chain import DAY, TT, Chain, person
from tests.e2e.conftest import Stage, Visit, Visitor


@pytest.fixture(scope="module")
def sol(stage: Stage) -> str:
    """A creator of her own, with a plan; the address of her token."""
    chain = stage.chain
    creator = chain.fund(person("sol"), 10, tt=2_000)
    token = chain.launch(creator, "sol")
    chain.market.send(creator, "contribute", token, 1_500 * TT)
    chain.pass_time(61)
    chain.market.send(creator, "finalize", token)
    chain.subscriptions.send(creator, "setPlan", 5 * TT, 30 * DAY, 0)
    stage.catch_up()
    return token


def subscribed(chain: Chain, name: str) -> None:
    """Somebody who has paid for sol's plan."""
    fan = chain.fund(person(name), 5, tt=100)
    chain.tt.send(fan, "approve", chain.subscriptions.address, 10 * TT)
    creator = person("sol").address
    plan = chain.subscriptions.read("planOf", creator)[0]
    chain.subscriptions.send(fan, "subscribe", creator, plan, 1, fan.address, 10 * TT)


def arrives(visit: Visit, path: str, name: str) -> Visitor:
    """Somebody with a connected wallet on a page of the site."""
    visitor = visit(person(name))
    visitor.go(path)
    visitor.connect()
    return visitor


def says(visitor: Visitor, text: str) -> None:
    visitor.page.fill("#comment-body", text)
    visitor.page.click("#comment [type=submit]")


def api(stage: Stage, path: str, **params: Any) -> Any:
    response = httpx.get(f"{stage.url}/v1{path}", params=params, trust_env=False)
    assert response.status_code == 200, response.text
    return response.json()


def bodies(page: Page) -> Any:
    return page.locator("#comments .comment-body")


def act(page: Page, row: str, name: str, reason: str) -> None:
    """Do something about one row, and say why."""
    page.locator(row).locator(f"[data-act={name}]").first.click()
    page.fill("#dialog [name=reason]", reason)
    page.click("#dialog [type=submit]")
    expect(page.locator("#dialog")).to_be_hidden()


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
    expect(problem).to_contain_text("The creator takes comments of others only")
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


def test_what_is_reported_is_hidden_with_a_reason_and_shown_again(
    stage: Stage, visit: Visit, sol: str
) -> None:
    chain = stage.chain
    buyer = chain.fund(person("finder"), 5, tt=50)
    moment = chain.sell_moment(person("sol"), buyer, price=3)
    stage.catch_up()
    reporter = arrives(visit, f"/moments/{moment}", "rita")
    reporter.page.click("[data-social=report]")
    reporter.page.check("#dialog [value=copyright]")
    reporter.page.fill("#report-note", "I filmed this in May.")
    reporter.page.click("#dialog [type=submit]")
    reporter.toast("Reported. Thank you")

    nobody = visit()
    nobody.go("/operator")
    expect(nobody.page.locator("h1")).to_have_text("For operators only")
    operator = arrives(visit, "/operator", "operator")
    operator.page.click("#sign-in")
    row = f'#reports [data-subject-of="moment:{moment}"]'
    expect(operator.page.locator(row)).to_contain_text("I filmed this in May.")
    expect(operator.page.locator(row)).to_contain_text("Somebody else's work")
    operator.page.locator("html[data-ready=true]").wait_for(state="attached")
    act(operator.page, row, "hide", "Not their own clip.")
    expect(operator.page.locator(row)).to_have_count(0)

    assert moment not in [each["moment"] for each in api(stage, "/moments")["items"]]
    nobody.go("/moments")
    expect(nobody.page.locator(f'a[href="/moments/{moment}"]')).to_have_count(0)
    nobody.go(f"/moments/{moment}")
    expect(nobody.page.locator(".note.warn").first).to_contain_text("Reason: Not their own clip.")
    expect(nobody.page.locator("#comment")).to_have_count(0)
    assert chain.moments.read("ownerOf", moment * 100_000 + 1) == buyer.address.lower()

    done = operator.page.locator("#acts li").first
    expect(done).to_contain_text("Not their own clip.")
    act(operator.page, "#acts li:first-child", "restore", "They have shown that it is.")
    expect(operator.page.locator("#acts li").first).to_contain_text("They have shown that it is.")
    expect(operator.page.locator("#acts li").nth(1)).to_contain_text("Not their own clip.")
    nobody.go(f"/moments/{moment}")
    expect(nobody.page.locator("#comment")).to_be_visible()
    assert moment in [each["moment"] for each in api(stage, "/moments")["items"]]


def test_who_is_no_operator_is_told_so(visit: Visit) -> None:
    somebody = arrives(visit, "/operator", "rita")
    somebody.page.click("#sign-in")
    expect(somebody.page.locator(".empty")).to_contain_text("this account is no operator")
    assert somebody.page.request.get(f"{somebody.url}/v1/operator/acts").status == 403
